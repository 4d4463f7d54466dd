// Whether another page shows this one within itself, where it could watch what is typed by drawing over it. A web server
// forbids it by a field; a file on disk has only this.

import { live } from '../text/en.ts';
import { element } from './element.ts';

/** True where it is so; then nothing of the page is left to type into. */
export function refusesFrame(): boolean {
  if (self === top) return false;
  document.body.replaceChildren(element('main', element('p.served', live.framed)));
  return true;
}
