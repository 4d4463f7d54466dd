// Secret fields show dots until asked; cleared, they show dots again.

import { onClear } from './clearing.ts';
import { byId } from './element.ts';

export function startSecretFields(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>('[data-shows]')];
  for (const button of buttons) {
    button.addEventListener('click', () =>
      show(button, button.getAttribute('aria-pressed') !== 'true' ? 'text' : 'password'),
    );
  }
  onClear(() => {
    for (const button of buttons) show(button, 'password');
  });
}

function show(button: HTMLElement, type: 'text' | 'password'): void {
  byId<HTMLInputElement>(button.dataset.shows ?? '').type = type;
  button.setAttribute('aria-pressed', String(type === 'text'));
}
