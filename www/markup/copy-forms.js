// A result in the form one needs it in: header lines, curl, fetch, Postman.

import { selection, textField } from './field.js';

/** `own`: words of a tool's own, since no two titles on the page are alike. */
export function copyForms(tool, text, own = {}) {
  const words = { ...text.copyForms, ...own };
  const options = Object.entries(words.forms).map(([form, label], index) =>
    `<label class="pick"><input type="radio" name="${tool}-form" data-form="${form}" ${index === 0 ? 'checked' : ''} autocomplete="off"> ${label}</label>`);
  return `<section class="copy-forms" id="${tool}-forms" aria-labelledby="${tool}-forms-title">
    <h3 id="${tool}-forms-title">${words.title}</h3>
    <div class="row"><fieldset class="choice"><legend class="unseen">${words.title}</legend><div class="picks">${options.join('')}</div></fieldset>
    <div class="host" hidden>${selection(tool, 'host', { label: words.host, text, options: [] })}
      <div id="${tool}-own" hidden>${textField(tool, 'ownHost', { label: words.ownHost, hint: words.ownHostHint, text })}</div></div></div>
    <pre tabindex="0" class="value" id="${tool}-form-text" aria-labelledby="${tool}-forms-title"></pre>
    <p class="actions"><button type="button" class="main" data-copies="${tool}-form-text">${text.copy}</button></p>
    <p class="hint">${words.note}</p></section>`;
}
