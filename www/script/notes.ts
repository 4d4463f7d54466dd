// Remarks beside a result: nothing is wrong, but somebody should look.

import { byId, element } from './element.ts';

export function showNotes(id: string, words: readonly string[]): void {
  byId(id).replaceChildren(...words.map((text) => element('p.note', text)));
}
