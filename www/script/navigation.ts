// Which tool is open: the address says so by its name, and says nothing else.

import { byId } from './element.ts';

const FIRST = 'till';

export function startNavigation(): void {
  // The target of the skip link is no tool, and leaves open what is open.
  addEventListener('hashchange', () => open(named() ?? (location.hash === '' ? FIRST : current()), 'moved'));
  open(named() ?? FIRST, 'started');
}

/** On a phone the list is a row to be pushed aside; the tool that is open should be in sight there. */
function mark(link: HTMLAnchorElement): void {
  link.setAttribute('aria-current', 'page');
  const list = link.closest('nav') as HTMLElement;
  list.scrollLeft = link.offsetLeft - list.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
}

function named(): string | undefined {
  const name = location.hash.slice(1);
  return panels().some(({ id }) => id === name) ? name : undefined;
}

function current(): string {
  return panels().find((panel) => !panel.hidden)?.id ?? FIRST;
}

function panels(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.panel')];
}

function open(name: string, why: 'started' | 'moved'): void {
  for (const panel of panels()) panel.hidden = panel.id !== name;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav.tools a')) {
    if (link.hash === `#${name}`) mark(link);
    else link.removeAttribute('aria-current');
  }
  // Where one has chosen a tool, the reading goes on at its title; the skip link goes to its own target.
  if (why === 'moved' && named() === name) byId(`${name}-title`).focus();
}
