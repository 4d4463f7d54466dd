// The list of tools. Plain links: the address tells which tool is open, and never anything else.

import { FIRST } from './field.js';

const GROUPS = {
  capillary: ['till', 'batch', 'attribution', 'apart', 'which'],
  tokens: ['jwt', 'tokens'],
  pledg: ['sign', 'check', 'login'],
  page: ['trust'],
};

export function navigation(text) {
  const groups = Object.entries(GROUPS).map(([group, tools]) => {
    const links = tools.map((tool) => `<li><a href="#${tool}"${tool === FIRST ? ' aria-current="page"' : ''}>${text[tool].nav}</a></li>`).join('');
    return `<div class="group"><p id="group-${group}">${text.groups[group]}</p><ul aria-labelledby="group-${group}">${links}</ul></div>`;
  });
  return `<nav class="tools" aria-label="${text.navigation}">${groups.join('')}</nav>`;
}
