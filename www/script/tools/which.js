// The vendor's decision table, as the package has it.

import { capillary } from 'commerce-auth';

import { live } from '../../text/en.js';
import { onClear } from '../clearing.js';
import { byId, element } from '../element.js';
import { reveal } from '../reveal.js';

const NEXT = { basic: '#till', oauth: '#tokens', customer: '#tokens' };

export function startWhich() {
  const place = byId('which-scenarios');
  place.append(...capillary.scenarios.map(choice));
  place.addEventListener('input', ({ target }) => show(capillary.recommend(target.value)));
  onClear(() => {
    byId('which-result').hidden = true;
    for (const radio of place.querySelectorAll('input')) radio.checked = false;
  });
}

function choice({ id, description }) {
  const radio = element('input');
  Object.assign(radio, { type: 'radio', name: 'which-scenario', value: id, autocomplete: 'off' });
  return element('label.pick', radio, ` ${description}`);
}

function show({ type, why, page }) {
  byId('which-type').textContent = live.which.types[type];
  byId('which-why').textContent = `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
  Object.assign(byId('which-next'), { textContent: live.which.next[type], href: NEXT[type] });
  Object.assign(byId('which-page'), { textContent: live.which.page, href: page });
  byId('which-result').hidden = false;
  reveal(byId('which-result'));
}
