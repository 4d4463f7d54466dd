import { copyForms } from './copy-forms.js';
import { copyable, form, panel, scrolling, secretField, selection, textField, tick } from './field.js';

export function sign(text) {
  const { sign: words } = text;
  const body = form('sign', `
    ${textField('sign', 'parameters', { label: words.parameters, hint: words.parametersHint, text, kind: 'textarea', owns: 'amountCents parameters.amountCents' })}
    <p class="actions under"><button type="button" class="quiet" id="sign-example">${words.example}</button></p>
    ${secretField('sign', 'secret', { label: words.secret, text })}
    <div class="pair">
      ${selection('sign', 'environment', { label: words.environment, text, options: [['staging', words.staging], ['production', words.production]] })}
      ${selection('sign', 'expiry', { label: words.expiry, text, options: [['none', words.expiryNone], ['hour', words.expiryHour], ['day', words.expiryDay]] })}
    </div>`, words.submit);
  const result = `<div id="sign-notes"></div>
    ${copyable('sign-signature', words.signature, text)}${copyable('sign-purchase', words.purchaseUrl, text)}${copyable('sign-transfer', words.transferUrl, text)}
    <h3>${words.coveredTitle}</h3><ul id="sign-covered"></ul>`;
  return panel('sign', { ...words, body, result });
}

export function login(text) {
  const { login: words } = text;
  const body = form('login', `
    ${textField('login', 'email', { label: words.email, text })}
    ${secretField('login', 'password', { label: words.password, text })}`, words.submit);
  return panel('login', { ...words, body, result: copyForms('login', text, { title: words.resultTitle, host: words.environment }) });
}

export function check(text) {
  const { check: words } = text;
  const optional = { ...text, isOptional: true };
  const body = form('check', `
    ${textField('check', 'body', { label: words.body, hint: words.bodyHint, text, kind: 'textarea', owns: 'signature' })}
    ${secretField('check', 'secret', { label: words.secret, text })}
    ${tick('check', 'noSecret', { label: words.noSecret })}
    <div class="pair">
      ${textField('check', 'reference', { label: words.reference, text: optional })}
      ${textField('check', 'amountCents', { label: words.amount, text: optional, attributes: 'inputmode="numeric"' })}
    </div>`, words.submit);
  const table = (label, id) => `<h3>${label}</h3>${scrolling(label, `<table><thead><tr><th scope="col">${words.columns.name}</th><th scope="col">${words.columns.value}</th></tr></thead><tbody id="${id}"></tbody></table>`)}`;
  const result = `<p class="trust" id="check-trust"></p><p class="trust" id="check-payment"></p><ul class="verdicts" id="check-explained"></ul>
    ${table(words.verified, 'check-verified')}${table(words.unverified, 'check-unverified')}`;
  return panel('check', { ...words, body, result });
}
