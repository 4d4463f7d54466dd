import { readFileSync } from 'node:fs';

import { panel } from './field.js';

const SNIPPET = readFileSync(new URL('../text/server-snippet.mjs', import.meta.url), 'utf8').trimEnd();

export function tokens(text) {
  const { tokens: words } = text;
  const escaped = SNIPPET.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = `<h3 id="tokens-snippet-title">${words.snippetTitle}</h3>
    <pre tabindex="0" class="value" id="tokens-snippet" aria-labelledby="tokens-snippet-title">${escaped}</pre>
    <p class="actions"><button type="button" class="main" data-copies="tokens-snippet">${text.copy}</button></p>
    <p>${words.run}</p><p>${words.staff}</p>`;
  return panel('tokens', { ...words, body });
}
