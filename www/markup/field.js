// The parts that forms are made of. Every field has a name above it, its hint and its error below, tied to it for
// screen readers. `data-name` is what scripts read; nothing that is typed has a `name`, so no form could ever carry it.

const NO_MEMORY = 'autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false"';

/** `owns` lists the fields of an AuthError, beside its own name, whose message stands here. */
export function textField(tool, name, { label, hint, text, kind = 'input', owns = '', attributes = '' }) {
  const id = `${tool}-${name}`;
  const shared = `id="${id}" data-name="${name}" data-owns="${name} ${owns}" aria-describedby="${hint ? `${id}-hint ` : ''}${id}-error" ${NO_MEMORY} ${attributes}`;
  const control = kind === 'textarea' ? `<textarea ${shared}></textarea>` : `<input type="text" ${shared}>`;
  return `<div class="field">${labelOf(id, label, text)}${control}${below(id, hint)}</div>`;
}

export function secretField(tool, name, { label, hint, text, owns = '', attributes = '' }) {
  const id = `${tool}-${name}`;
  return `<div class="field secret" ${attributes}>${labelOf(id, label, text)}
    <div class="with-button"><input type="password" id="${id}" data-name="${name}" data-owns="${name} ${owns}" aria-describedby="${hint ? `${id}-hint ` : ''}${id}-reminder ${id}-error" ${NO_MEMORY}><button type="button" class="quiet" data-shows="${id}" aria-pressed="false">${text.show}<span class="unseen"> ${label}</span></button></div>
    <p class="reminder" id="${id}-reminder">${text.reminder}</p>${below(id, hint)}</div>`;
}

/** A text area whose content is secret: it cannot be dotted out, but it can say so. */
export function secretArea(tool, name, { label, hint, text, owns = '' }) {
  const id = `${tool}-${name}`;
  return `<div class="field secret">${labelOf(id, label, text)}
    <textarea id="${id}" data-name="${name}" data-owns="${name} ${owns}" aria-describedby="${hint ? `${id}-hint ` : ''}${id}-reminder ${id}-error" ${NO_MEMORY}></textarea>
    <p class="reminder" id="${id}-reminder">${text.reminder}</p>${below(id, hint)}</div>`;
}

export function choice(tool, name, { legend, options }) {
  const radios = options.map(([value, label], index) =>
    `<label class="pick"><input type="radio" name="${tool}-${name}" data-name="${name}" value="${value}" ${index === 0 ? 'checked' : ''} autocomplete="off"> ${label}</label>`);
  return `<fieldset class="choice"><legend>${legend}</legend><div class="picks">${radios.join('')}</div></fieldset>`;
}

export function selection(tool, name, { label, hint, text, options, owns = '' }) {
  const id = `${tool}-${name}`;
  const list = options.map(([value, shown]) => `<option value="${value}">${shown}</option>`);
  return `<div class="field">${labelOf(id, label, text)}<select id="${id}" data-name="${name}" data-owns="${name} ${owns}" aria-describedby="${hint ? `${id}-hint ` : ''}${id}-error" autocomplete="off">${list.join('')}</select>${below(id, hint)}</div>`;
}

export function tick(tool, name, { label, attributes = '' }) {
  return `<label class="pick" ${attributes}><input type="checkbox" data-name="${name}" id="${tool}-${name}" autocomplete="off"> ${label}</label>`;
}

export function form(tool, body, submit) {
  return `<form id="${tool}-form" novalidate autocomplete="off">${body}
    <p class="error whole" id="${tool}-whole-error" role="alert" hidden></p>
    <p class="actions"><button class="main">${submit}</button></p></form>`;
}

/** The tool that is open when nothing else was chosen: in sight from the first paint on, so that nothing jumps. */
export const FIRST = 'till';

/** A tool: hidden until it is chosen, its result hidden until there is one. */
export function panel(tool, { title, about, body, result = '' }) {
  const paragraphs = [about].flat().map((paragraph) => `<p class="about">${paragraph}</p>`).join('');
  return `<section class="panel" id="${tool}" aria-labelledby="${tool}-title"${tool === FIRST ? '' : ' hidden'}>
    <h2 id="${tool}-title" tabindex="-1">${title}</h2>${paragraphs}${body}
    ${result === '' ? '' : `<div class="result" id="${tool}-result" hidden>${result}</div>`}</section>`;
}

/** Text to be copied; scripts fill it in. */
export function copyable(id, label, text) {
  return `<div class="copyable"><p class="label" id="${id}-label">${label}</p><div class="with-button"><code id="${id}" class="value"></code><button type="button" class="quiet" data-copies="${id}">${text.copy}<span class="unseen"> ${label}</span></button></div></div>`;
}

export function scrolling(label, table) {
  return `<div class="scrolling" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

function labelOf(id, label, text) {
  return `<label for="${id}">${label}${text?.isOptional ? ` <span class="optional">${text.optional}</span>` : ''}</label>`;
}

function below(id, hint) {
  return `${hint ? `<p class="hint" id="${id}-hint">${hint}</p>` : ''}<p class="error" id="${id}-error" hidden></p>`;
}
