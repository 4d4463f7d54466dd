import { choice, copyable, form, panel, selection, textField } from './field.js';

const ENTITY_TYPES = ['TILL', 'STORE_CODE', 'STORE_NAME', 'STORE_EXTERNAL_ID', 'STORE_EXTERNAL_ID_1', 'STORE_EXTERNAL_ID_2'];

export function attribution(text) {
  const { attribution: words } = text;
  const body = form('attribution', `
    ${choice('attribution', 'kind', { legend: words.kind, options: [['oauth', words.kindToken], ['basic', words.kindBasic]] })}
    <div class="pair" data-for-kind="oauth">
      ${selection('attribution', 'entityType', { label: words.entityType, hint: words.entityTypeHint, text, options: ENTITY_TYPES.map((type) => [type, type]), owns: 'attribution.entityType' })}
      ${textField('attribution', 'entityCode', { label: words.entityCode, hint: words.entityCodeHint, text, owns: 'attribution.entityCode' })}
    </div>
    <div class="pair" data-for-kind="basic" hidden>
      ${textField('attribution', 'lookupType', { label: words.lookupType, hint: text.till.lookupTypeHint, text, owns: 'attribution.lookupType', attributes: 'list="lookup-types"' })}
      ${textField('attribution', 'lookup', { label: words.lookup, hint: text.till.lookupHint, text, owns: 'attribution.lookup' })}
    </div>`, words.submit);
  return panel('attribution', { ...words, body, result: copyable('attribution-headers', words.resultTitle, text) });
}
