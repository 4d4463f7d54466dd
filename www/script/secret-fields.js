// Secret fields show dots until asked; cleared, they show dots again.

import { onClear } from './clearing.js';
import { byId } from './element.js';

export function startSecretFields() {
  const buttons = [...document.querySelectorAll('[data-shows]')];
  for (const button of buttons) {
    button.addEventListener('click', () => show(button, button.getAttribute('aria-pressed') !== 'true' ? 'text' : 'password'));
  }
  onClear(() => buttons.forEach((button) => show(button, 'password')));
}

function show(button, type) {
  byId(button.dataset.shows).type = type;
  button.setAttribute('aria-pressed', String(type === 'text'));
}
