// A form and its result: read, compute, show; or say beside the field what is wrong.

import { live } from '../text/en.ts';
import { announce } from './announce.ts';
import { onClear } from './clearing.ts';
import { byId } from './element.ts';
import { type Told, told } from './field-error.ts';
import { reveal } from './reveal.ts';

/** What a form holds, by the names of its fields. */
type Values = Readonly<Record<string, string | boolean>>;

interface FormTool<Given extends Values, Outcome> {
  readonly required?: (values: NoInfer<Given>) => readonly (keyof NoInfer<Given> & string)[];
  readonly compute: (values: Given) => Outcome;
  readonly show: (outcome: NoInfer<Outcome>) => void;
  readonly forget?: () => void;
}

/**
 * `compute(values)` throws or returns what `show` then shows. `required` names the fields that may not be empty. Once
 * there was a submission, the result follows what is typed.
 */
export function startFormTool<Given extends Values, Outcome>(
  name: string,
  { required = () => [], compute, show, forget = () => {} }: FormTool<Given, Outcome>,
): void {
  const form = byId<HTMLFormElement>(`${name}-form`);
  const result = byId(`${name}-result`);
  let follows = false;

  function update(isSubmission: boolean): void {
    clearErrors(form);
    const outcome = attempt(valuesOf<Given>(form), required, compute);
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

/**
 * The values by name; of radio buttons the one that is chosen, of boxes whether they are ticked. Which names there are is
 * up to the markup, and the caller knows it.
 */
export function valuesOf<Given extends Values>(form: HTMLFormElement): Given {
  const values: Record<string, string | boolean> = {};
  for (const field of form.querySelectorAll<HTMLInputElement>('[data-name]')) {
    const { name = '' } = field.dataset;
    if (field.type === 'checkbox') values[name] = field.checked;
    else if (field.type !== 'radio' || field.checked) values[name] = field.value;
  }
  return values as Given;
}

function attempt<Given extends Values, Outcome>(
  values: Given,
  required: (values: Given) => readonly (keyof Given & string)[],
  compute: (values: Given) => Outcome,
): { errors: Told[] } | { value: Outcome } {
  const empty = required(values).filter((name) => values[name] === '');
  if (empty.length > 0) return { errors: empty.map((field) => ({ field, words: live.errors.empty })) };
  try {
    return { value: compute(values) };
  } catch (error) {
    return { errors: [told(error)] };
  }
}

/** Shows it beside its field and returns that; below the form where it has none. */
export function showError(form: HTMLFormElement, name: string | undefined, words: string): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-owns]')];
  const field = fields.find(({ dataset }) => name !== undefined && dataset.owns?.split(' ').includes(name));
  const place = field ? byId(`${field.id}-error`) : (form.querySelector('.error.whole') as HTMLElement);
  place.textContent = words;
  place.hidden = false;
  field?.setAttribute('aria-invalid', 'true');
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  return field;
}

export function clearErrors(form: HTMLFormElement): void {
  for (const place of form.querySelectorAll<HTMLElement>('.error')) {
    place.hidden = true;
    place.textContent = '';
  }
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
}

function showFieldsOfKind(form: HTMLFormElement): void {
  const { kind } = valuesOf(form);
  for (const part of form.querySelectorAll<HTMLElement>('[data-for-kind]')) part.hidden = part.dataset.forKind !== kind;
}
