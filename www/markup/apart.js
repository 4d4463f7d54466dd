import { form, panel, secretField } from './field.js';

export function apart(text) {
  const { apart: words } = text;
  const body = form('apart', `
    ${secretField('apart', 'value', { label: words.value, hint: words.valueHint, text })}
    ${secretField('apart', 'password', { label: words.password, hint: words.passwordHint, text: { ...text, isOptional: true } })}`, words.submit);
  const result = `<h3>${words.resultTitle}</h3><dl id="apart-parts"></dl><ul class="verdicts" id="apart-verdicts"></ul>`;
  return panel('apart', { ...words, body, result });
}
