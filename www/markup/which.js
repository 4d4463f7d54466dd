import { panel } from './field.js';

/** The choices come from the package, when the page starts. */
export function which(text) {
  const body = `<fieldset class="choice scenarios"><legend>${text.which.choose}</legend><div class="picks" id="which-scenarios"></div></fieldset>`;
  const result = '<div class="answer" role="status"><p class="type" id="which-type"></p><p id="which-why"></p><p class="actions"><a id="which-next"></a><a id="which-page" rel="noreferrer noopener" target="_blank"></a></p></div>';
  return panel('which', { ...text.which, body, result });
}
