// Copy buttons. Over plain http browsers withhold the clipboard's own interface; the old command still works there.

import { live } from '../text/en.ts';
import { announce } from './announce.ts';
import { byId, element } from './element.ts';

const SHOWN_FOR = 2_000;

export function startCopying(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLElement>('[data-copies]');
    if (button) copyFrom(button);
  });
}

async function copyFrom(button: HTMLElement): Promise<void> {
  const copied = await copy(byId(button.dataset.copies ?? '').textContent);
  announce(copied ? live.copied : live.notCopied);
  if (copied) acknowledge(button);
}

async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed here: the old way may be.
    }
  }
  return copyBySelecting(text);
}

function copyBySelecting(text: string): boolean {
  const carrier = element('textarea.unseen');
  carrier.value = text;
  const focused = document.activeElement as HTMLElement | null;
  document.body.append(carrier);
  carrier.select();
  const copied = document.execCommand('copy');
  carrier.remove();
  focused?.focus();
  return copied;
}

function acknowledge(button: HTMLElement): void {
  const label = button.firstChild as Text;
  if (button.classList.contains('copied')) return;
  const words = label.data;
  button.classList.add('copied');
  label.data = live.copied;
  setTimeout(() => {
    label.data = words;
    button.classList.remove('copied');
  }, SHOWN_FOR);
}
