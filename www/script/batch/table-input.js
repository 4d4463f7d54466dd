// A table that was pasted, dropped or chosen. A long one is kept aside: a text area with ten thousand lines is slow.

import { live } from '../../text/en.js';
import { onClear } from '../clearing.js';
import { byId } from '../element.js';

const LARGEST = 32 * 1024 * 1024;
const LONG = 64 * 1024;

export class UnreadableFile extends Error {}

/** Starts it; returns what gives the text as it is now, as a promise. `onChange` is told when it changed. */
export function startTableInput(form, onChange) {
  const area = byId('batch-input');
  const file = byId('batch-file');
  let taken;

  function take(source) {
    taken = source;
    byId('batch-taken').textContent = source ? live.batch.taken(source.name, kilobytes(source.size)) : '';
    byId('batch-taken').hidden = !source;
    onChange();
  }
  area.addEventListener('paste', (event) => {
    const text = event.clipboardData.getData('text/plain');
    if (text.length < LONG) return;
    event.preventDefault();
    area.value = '';
    take({ name: live.batch.pasted, size: text.length, read: async () => text });
  });
  area.addEventListener('input', () => taken && take(undefined));
  file.addEventListener('change', () => file.files.length > 0 && take(fileSource(file.files[0])));
  form.addEventListener('dragover', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
  // Dropped beside it, a file would open in place of the page.
  for (const type of ['dragover', 'drop']) {
    addEventListener(type, (event) => bringsFiles(event) && event.preventDefault());
  }
  form.addEventListener('dragleave', () => form.classList.remove('dropping'));
  form.addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    if (!bringsFiles(event)) return;
    event.preventDefault();
    take(fileSource(event.dataTransfer.files[0]));
  });
  onClear(() => take(undefined));
  return async () => (taken ? taken.read() : area.value);
}

function fileSource(file) {
  return { name: file.name, size: file.size, read: () => textOf(file) };
}

async function textOf(file) {
  if (file.size > LARGEST) throw new UnreadableFile(live.batch.tooLarge);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new UnreadableFile(live.batch.notText);
  }
}

function kilobytes(size) {
  return `${Math.ceil(size / 1024).toLocaleString()} kB`;
}

function bringsFiles({ dataTransfer }) {
  return dataTransfer?.types.includes('Files') ?? false;
}
