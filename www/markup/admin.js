import { choice, form, panel, secretField, textField } from './field.js';
import { copyForms } from './copy-forms.js';

export function admin(text) {
  const { admin: words } = text;
  const optional = { ...text, isOptional: true };
  const body = form('admin', `
    ${choice('admin', 'kind', { legend: words.kind, options: [['user', words.kindUser], ['token', words.kindToken]] })}
    <div class="pair" data-for-kind="user">
      ${textField('admin', 'username', { label: words.username, text })}
      ${secretField('admin', 'password', { label: words.password, text })}
    </div>
    ${secretField('admin', 'accessToken', { label: words.accessToken, text, attributes: 'data-for-kind="token" hidden' })}
    ${secretField('admin', 'authKey', { label: words.authKey, hint: words.authKeyHint, text: optional })}
    <div class="pair">
      ${textField('admin', 'orgId', { label: words.orgId, text: optional })}
      ${textField('admin', 'entityId', { label: words.entityId, hint: words.entityIdHint, text: optional })}
    </div>`, words.submit);
  return panel('admin', { ...words, body, result: copyForms('admin', text, { title: words.resultTitle }) });
}
