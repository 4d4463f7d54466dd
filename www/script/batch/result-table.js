// The results a page at a time: ten thousand rows at once would freeze the browser.

import { live } from '../../text/en.js';
import { byId, element, row } from '../element.js';

const PER_PAGE = 50;

export function startResultTable() {
  let [rows, shown, first] = [[], [], 0];
  const filter = byId('batch-onlyBad');
  const turn = (by) => {
    first = Math.min(Math.max(0, first + by), Math.max(0, shown.length - 1));
    render();
  };
  const choose = () => {
    shown = filter.checked ? rows.filter(({ problem, note }) => problem || note) : rows;
    first = 0;
    render();
  };
  function render() {
    const page = shown.slice(first, first + PER_PAGE);
    byId('batch-rows').replaceChildren(...page.map(tableRow));
    byId('batch-range').textContent = live.batch.range(first + 1, first + page.length, shown.length);
    byId('batch-previous').disabled = first === 0;
    byId('batch-next').disabled = first + PER_PAGE >= shown.length;
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

function tableRow({ line, username, headers, problem, note }) {
  const parts = problem ? [element('span.bad', problem)] : [element('code', headers.Authorization)];
  if (note) parts.push(element('span.note', note));
  const made = row(String(line), username, element('div', ...parts));
  if (problem) made.className = 'bad';
  return made;
}
