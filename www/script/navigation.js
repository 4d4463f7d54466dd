// Which tool is open: the address says so by its name, and says nothing else.

import { byId } from './element.js';

const FIRST = 'till';

export function startNavigation() {
  addEventListener('hashchange', () => open(named() ?? current(), 'moved'));
  open(named() ?? FIRST, 'started');
}

/** On a phone the list is a row to be pushed aside; the tool that is open should be in sight there. */
function mark(link) {
  link.setAttribute('aria-current', 'page');
  const list = link.closest('nav');
  list.scrollLeft = link.offsetLeft - list.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
}

function named() {
  const name = location.hash.slice(1);
  return panels().some(({ id }) => id === name) ? name : undefined;
}

function current() {
  return panels().find((panel) => !panel.hidden)?.id ?? FIRST;
}

function panels() {
  return [...document.querySelectorAll('.panel')];
}

function open(name, why) {
  for (const panel of panels()) panel.hidden = panel.id !== name;
  for (const link of document.querySelectorAll('nav.tools a')) {
    if (link.hash === `#${name}`) mark(link);
    else link.removeAttribute('aria-current');
  }
  // Where one has chosen a tool, the reading goes on at its title; the skip link goes to its own target.
  if (why === 'moved' && named() === name) byId(`${name}-title`).focus();
}
