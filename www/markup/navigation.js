// The list of tools. Plain links: the address tells which tool is open, and never anything else.

import { FIRST } from './field.js';

const GROUPS = {
  capillary: ['till', 'batch', 'attribution', 'admin', 'apart', 'which'],
  tokens: ['jwt', 'tokens'],
  pledg: ['sign', 'check', 'login'],
  page: ['trust'],
};

export function navigation(text) {
  const groups = Object.entries(GROUPS).map(([group, tools]) => {
    const links = tools.map((tool) => `<li><a href="#${tool}"${tool === FIRST ? ' aria-current="page"' : ''}>${text[tool].nav}</a></li>`).join('');
    return `<div class="group"><p id="group-${group}">${text.groups[group]}</p><ul aria-labelledby="group-${group}">${links}</ul></div>`;
  });
  const menu = `<button type="button" id="menu" aria-expanded="false" aria-controls="tools">${text.navigation}: <span id="menu-tool">${text[FIRST].nav}</span></button>`;
  return `<div class="side">${menu}<nav class="tools" id="tools" aria-label="${text.navigation}">${groups.join('')}</nav></div>`;
}
