import { choice, copyable, form, panel, secretField, textField, tick } from './field.js';
import { copyForms } from './copy-forms.js';

export function till(text) {
  const { till: words } = text;
  const optional = { ...text, isOptional: true };
  const body = form('till', `
    ${textField('till', 'username', { label: words.username, hint: words.usernameHint, text })}
    ${choice('till', 'kind', { legend: words.kind, options: [['password', words.kindPassword], ['passwordMd5', words.kindDigest]] })}
    ${secretField('till', 'password', { label: words.password, text, attributes: 'data-for-kind="password"' })}
    ${tick('till', 'really', { label: words.really, attributes: 'id="till-really-label" hidden' })}
    ${secretField('till', 'passwordMd5', { label: words.digest, hint: words.digestHint, text, attributes: 'data-for-kind="passwordMd5" hidden' })}
    <details><summary>${words.attribution}</summary><div class="pair">
      ${textField('till', 'lookupType', { label: words.lookupType, hint: words.lookupTypeHint, text: optional, owns: 'attribution.lookupType', attributes: 'list="lookup-types"' })}
      ${textField('till', 'lookup', { label: words.lookup, hint: words.lookupHint, text: optional, owns: 'attribution.lookup' })}
    </div><datalist id="lookup-types"><option value="WECHAT"><option value="MOBILE_TRIGGER"></datalist></details>`, words.submit);
  const misprint = `<details class="finding"><summary>${words.misprint}</summary>${words.misprintText.map((paragraph) => `<p>${paragraph}</p>`).join('')}</details>`;
  const result = `<div id="till-notes"></div>${copyForms('till', text)}${copyable('till-digest', words.digestAlone, text)}
    <h3>${words.steps}</h3><ol class="steps" id="till-steps"></ol>${misprint}`;
  return panel('till', { ...words, body, result });
}
