import { choice, form, panel, scrolling, secretArea, tick } from './field.js';

export function batch(text) {
  const { batch: words } = text;
  const body = form('batch', `
    ${secretArea('batch', 'input', { label: words.input, hint: words.inputHint, text })}
    <p class="taken" id="batch-taken" hidden></p>
    <div class="field"><label for="batch-file">${words.file}</label>
      <input type="file" id="batch-file" accept=".csv,.tsv,.txt,text/csv,text/plain" aria-describedby="batch-drop"><p class="hint" id="batch-drop">${words.drop}</p></div>
    ${choice('batch', 'kind', { legend: words.kind, options: [['password', words.kindPassword], ['passwordMd5', words.kindDigest]] })}`, words.submit);
  const columns = Object.values(words.columns).map((label) => `<th scope="col">${label}</th>`).join('');
  const result = `
    <div id="batch-running" class="running" hidden><label for="batch-progress">${words.progress}</label>
      <progress id="batch-progress" max="1" value="0"></progress><span id="batch-done"></span>
      <button type="button" id="batch-cancel">${words.cancel}</button></div>
    <div id="batch-outcome" hidden>
      <p class="summary" id="batch-summary"></p>
      <p class="actions"><button type="button" class="main" id="batch-download">${words.download}</button></p>
      <p class="hint">${words.downloadNote}</p>
      <div class="row"><div class="filter">${tick('batch', 'onlyBad', { label: words.filter })}</div>
        <div class="pages"><button type="button" class="quiet" id="batch-previous">${words.previous}</button><span id="batch-range" role="status"></span><button type="button" class="quiet" id="batch-next">${words.next}</button></div></div>
      ${scrolling(words.caption, `<table class="batch"><caption class="unseen">${words.caption}</caption><thead><tr>${columns}</tr></thead><tbody id="batch-rows"></tbody></table>`)}
    </div>`;
  return panel('batch', { ...words, body, result });
}
