// Remarks beside a result: nothing is wrong, but somebody should look.

import { byId, element } from './element.js';

export function showNotes(id, words) {
  byId(id).replaceChildren(...words.map((text) => element('p.note', text)));
}
