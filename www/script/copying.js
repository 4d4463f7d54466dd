// Copy buttons. Over plain http browsers withhold the clipboard's own interface; the old command still works there.

import { live } from '../text/en.js';
import { announce } from './announce.js';
import { byId, element } from './element.js';

const SHOWN_FOR = 2_000;

export function startCopying() {
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-copies]');
    if (button) copyFrom(button);
  });
}

async function copyFrom(button) {
  const copied = await copy(byId(button.dataset.copies).textContent);
  announce(copied ? live.copied : live.notCopied);
  if (copied) acknowledge(button);
}

async function copy(text) {
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

function copyBySelecting(text) {
  const carrier = element('textarea.unseen');
  carrier.value = text;
  const focused = document.activeElement;
  document.body.append(carrier);
  carrier.select();
  const copied = document.execCommand('copy');
  carrier.remove();
  focused?.focus();
  return copied;
}

function acknowledge(button) {
  const [label] = button.childNodes;
  if (button.classList.contains('copied')) return;
  const words = label.data;
  button.classList.add('copied');
  label.data = live.copied;
  setTimeout(() => {
    label.data = words;
    button.classList.remove('copied');
  }, SHOWN_FOR);
}
