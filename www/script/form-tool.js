// A form and its result: read, compute, show; or say beside the field what is wrong.

import { live } from '../text/en.js';
import { announce } from './announce.js';
import { onClear } from './clearing.js';
import { byId } from './element.js';
import { told } from './field-error.js';
import { reveal } from './reveal.js';

/**
 * `compute(values)` throws or returns what `show` then shows. `required` names the fields that may not be empty. Once
 * there was a submission, the result follows what is typed.
 */
export function startFormTool(name, { required = () => [], compute, show, forget = () => {} }) {
  const form = byId(`${name}-form`);
  const result = byId(`${name}-result`);
  let follows = false;

  function update(isSubmission) {
    clearErrors(form);
    const outcome = attempt(form, required, compute);
    result.hidden = 'errors' in outcome;
    if ('errors' in outcome) {
      const fields = outcome.errors.map(({ field, words }) => showError(form, field, words));
      if (!isSubmission) return;
      announce(live.failed(fields.length));
      fields.find(Boolean)?.focus();
      return;
    }
    show(outcome.value);
    if (!isSubmission) return;
    announce(live.done);
    reveal(result);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    follows = true;
    update(true);
  });
  form.addEventListener('input', () => {
    showFieldsOfKind(form);
    if (follows) update(false);
  });
  onClear(() => {
    follows = false;
    clearErrors(form);
    result.hidden = true;
    forget();
    showFieldsOfKind(form);
  });
  showFieldsOfKind(form);
}

/** The values by name; of radio buttons the one that is chosen, of boxes whether they are ticked. */
export function valuesOf(form) {
  const values = {};
  for (const field of form.querySelectorAll('[data-name]')) {
    if (field.type === 'checkbox') values[field.dataset.name] = field.checked;
    else if (field.type !== 'radio' || field.checked) values[field.dataset.name] = field.value;
  }
  return values;
}

function attempt(form, required, compute) {
  const values = valuesOf(form);
  const empty = required(values).filter((name) => values[name] === '');
  if (empty.length > 0) return { errors: empty.map((field) => ({ field, words: live.errors.empty })) };
  try {
    return { value: compute(values) };
  } catch (error) {
    return { errors: [told(error)] };
  }
}

/** Shows it beside its field and returns that; below the form where it has none. */
export function showError(form, name, words) {
  const fields = [...form.querySelectorAll('[data-owns]')];
  const field = fields.find(({ dataset }) => dataset.owns.split(' ').includes(name));
  const place = field ? byId(`${field.id}-error`) : form.querySelector('.error.whole');
  place.textContent = words;
  place.hidden = false;
  field?.setAttribute('aria-invalid', 'true');
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  return field;
}

export function clearErrors(form) {
  for (const place of form.querySelectorAll('.error')) {
    place.hidden = true;
    place.textContent = '';
  }
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
}

function showFieldsOfKind(form) {
  const { kind } = valuesOf(form);
  for (const part of form.querySelectorAll('[data-for-kind]')) part.hidden = part.dataset.forKind !== kind;
}
