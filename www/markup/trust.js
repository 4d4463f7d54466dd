import { panel } from './field.js';

export function trust(text) {
  const { trust: words } = text;
  const body = `
    <h3>${words.policyTitle}</h3><pre tabindex="0" class="value wrapped" id="trust-policy" aria-label="${words.policyTitle}"></pre><p>${words.policyAbout}</p>
    <h3>${words.proofTitle}</h3><p>${words.proofAbout}</p>
    <p class="actions"><button type="button" class="main" id="trust-proof">${words.proof}</button></p><p class="proof" id="trust-outcome" role="status"></p>
    <h3>${words.selfTitle}</h3><ol>${words.selfList.map((item) => `<li>${item}</li>`).join('')}</ol>
    <h3>${words.gapTitle}</h3><p>${words.gapText}</p>
    <h3>${words.keepsTitle}</h3><p>${words.keepsText}</p>`;
  return panel('trust', { ...words, body });
}
