// Which tool is open: the address says so by its name, and says nothing else.

import { byId } from './element.ts';

const FIRST = 'till';

export function startNavigation(): void {
  // The target of the skip link is no tool, and leaves open what is open.
  addEventListener('hashchange', () => open(named() ?? (location.hash === '' ? FIRST : current()), 'moved'));
  open(named() ?? FIRST, 'started');
  byId('menu').addEventListener('click', () => unfold(byId('menu').getAttribute('aria-expanded') === 'false'));
  // The tool that is open already changes no address.
  byId('tools').addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) unfold(false);
  });
}

/** On a phone the list is folded away, so that the form comes first; elsewhere it stands beside it whatever this says. */
function unfold(isOpen: boolean): void {
  byId('menu').setAttribute('aria-expanded', String(isOpen));
  byId('tools').classList.toggle('open', isOpen);
}

function mark(link: HTMLAnchorElement): void {
  link.setAttribute('aria-current', 'page');
  byId('menu-tool').textContent = link.textContent;
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
