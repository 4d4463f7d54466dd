// The results a page at a time: ten thousand rows at once would freeze the browser.

import { live } from '../../text/en.ts';
import { byId, element, row } from '../element.ts';
import type { TillRow } from './till-rows.ts';

const PER_PAGE = 50;

export function startResultTable(): (given: readonly TillRow[]) => void {
  let rows: readonly TillRow[] = [];
  let shown = rows;
  let first = 0;
  const filter = byId<HTMLInputElement>('batch-onlyBad');
  const turn = (by: number) => {
    first = Math.min(Math.max(0, first + by), Math.max(0, shown.length - 1));
    render();
  };
  const choose = () => {
    shown = filter.checked ? rows.filter(({ problem, note }) => problem || note) : rows;
    first = 0;
    render();
  };
  function render(): void {
    const page = shown.slice(first, first + PER_PAGE);
    byId('batch-rows').replaceChildren(...page.map(tableRow));
    byId('batch-range').textContent = live.batch.range(first + 1, first + page.length, shown.length);
    byId<HTMLButtonElement>('batch-previous').disabled = first === 0;
    byId<HTMLButtonElement>('batch-next').disabled = first + PER_PAGE >= shown.length;
  }
  filter.addEventListener('input', choose);
  byId('batch-previous').addEventListener('click', () => turn(-PER_PAGE));
  byId('batch-next').addEventListener('click', () => turn(PER_PAGE));
  return (given) => {
    rows = given;
    filter.checked = false;
    choose();
  };
}

function tableRow({ line, username, headers, problem, note }: TillRow): HTMLTableRowElement {
  const parts = [problem ? element('span.bad', problem) : element('code', headers?.Authorization ?? '')];
  if (note) parts.push(element('span.note', note));
  const made = row(String(line), username, element('div', ...parts));
  if (problem) made.className = 'bad';
  return made;
}
