// A table that was pasted, dropped or chosen. A long one is kept aside: a text area with ten thousand lines is slow.

import { live } from '../../text/en.ts';
import { onClear } from '../clearing.ts';
import { byId } from '../element.ts';

const LARGEST = 32 * 1024 * 1024;
const LONG = 64 * 1024;

export class UnreadableFile extends Error {}

interface Source {
  readonly name: string;
  readonly size: number;
  readonly read: () => Promise<string>;
}

/** Starts it; returns what gives the text as it is now, as a promise. `onChange` is told when it changed. */
export function startTableInput(form: HTMLFormElement, onChange: () => void): () => Promise<string> {
  const area = byId<HTMLTextAreaElement>('batch-input');
  const file = byId<HTMLInputElement>('batch-file');
  let taken: Source | undefined;

  function take(source: Source | undefined): void {
    taken = source;
    byId('batch-taken').textContent = source ? live.batch.taken(source.name, kilobytes(source.size)) : '';
    byId('batch-taken').hidden = !source;
    onChange();
  }
  area.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length < LONG) return;
    event.preventDefault();
    area.value = '';
    take({ name: live.batch.pasted, size: text.length, read: async () => text });
  });
  area.addEventListener('input', () => taken && take(undefined));
  function takeFirst(files: FileList | null | undefined): void {
    const [first] = files ?? [];
    if (first) take(fileSource(first));
  }
  file.addEventListener('change', () => takeFirst(file.files));
  form.addEventListener('dragover', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
  // Dropped beside it, a file would open in place of the page.
  for (const type of ['dragover', 'drop'] as const) {
    addEventListener(type, (event) => bringsFiles(event) && event.preventDefault());
  }
  form.addEventListener('dragleave', () => form.classList.remove('dropping'));
  form.addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    if (!bringsFiles(event)) return;
    event.preventDefault();
    takeFirst(event.dataTransfer?.files);
  });
  onClear(() => take(undefined));
  return async () => (taken ? taken.read() : area.value);
}

function fileSource(file: File): Source {
  return { name: file.name, size: file.size, read: () => textOf(file) };
}

async function textOf(file: File): Promise<string> {
  if (file.size > LARGEST) throw new UnreadableFile(live.batch.tooLarge);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new UnreadableFile(live.batch.notText);
  }
}

function kilobytes(size: number): string {
  return `${Math.ceil(size / 1024).toLocaleString()} kB`;
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
