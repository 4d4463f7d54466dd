// The vendor's decision table, as the package has it.

import { type CapillaryScenario, capillary } from 'commerce-auth';

import { live } from '../../text/en.ts';
import { onClear } from '../clearing.ts';
import { byId, element } from '../element.ts';
import { reveal } from '../reveal.ts';

const NEXT = { basic: '#till', oauth: '#tokens', customer: '#tokens' };

type Scenario = (typeof capillary.scenarios)[number];
type Recommendation = ReturnType<typeof capillary.recommend>;

export function startWhich(): void {
  const place = byId('which-scenarios');
  place.append(...capillary.scenarios.map(choice));
  place.addEventListener('input', ({ target }) =>
    show(capillary.recommend((target as HTMLInputElement).value as CapillaryScenario)),
  );
  onClear(() => {
    byId('which-result').hidden = true;
    for (const radio of place.querySelectorAll('input')) radio.checked = false;
  });
}

function choice({ id, description }: Scenario): HTMLLabelElement {
  const radio = element('input');
  Object.assign(radio, { type: 'radio', name: 'which-scenario', value: id, autocomplete: 'off' });
  return element('label.pick', radio, ` ${description}`);
}

function show({ type, why, page }: Recommendation): void {
  byId('which-type').textContent = live.which.types[type];
  byId('which-why').textContent = `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
  Object.assign(byId('which-next'), { textContent: live.which.next[type], href: NEXT[type] });
  Object.assign(byId('which-page'), { textContent: live.which.page, href: page });
  byId('which-result').hidden = false;
  reveal(byId('which-result'));
}
