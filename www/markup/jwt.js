import { form, panel, scrolling, secretArea, secretField } from './field.js';

export function jwt(text) {
  const { jwt: words } = text;
  const body = form('jwt', `
    ${secretArea('jwt', 'token', { label: words.token, hint: words.tokenHint, text })}
    ${secretField('jwt', 'secret', { label: words.secret, hint: words.secretHint, text: { ...text, isOptional: true } })}`, words.submit);
  const head = `<thead><tr>${Object.values(words.columns).map((label) => `<th scope="col">${label}</th>`).join('')}</tr></thead>`;
  const result = `
    <p class="countdown" id="jwt-countdown" role="timer" aria-label="${words.countdown}"></p>
    <p id="jwt-verified"></p><div id="jwt-notes"></div>
    <h3>${words.problems}</h3><ul class="problems" id="jwt-problems"></ul>
    <h3>${words.claims}</h3>${scrolling(words.claims, `<table>${head}<tbody id="jwt-claims"></tbody></table>`)}
    <h3>${words.header}</h3>${scrolling(words.header, `<table>${head}<tbody id="jwt-header"></tbody></table>`)}`;
  return panel('jwt', { ...words, body, result });
}
