// Every tool used once with secrets that can be recognised wherever they turn up.

export const SECRETS = { till: 'till-secret-4711', table: 'table-secret-4712', apart: 'apart-secret-4713', purchase: 'purchase-secret-4714', token: 'token-secret-4715', login: 'login-secret-4716', admin: 'admin-secret-4717', key: 'key-secret-4718' };

const TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ0b2tlbi1zdWJqZWN0LTQ3MTYifQ.c2ln';

/** Leaves every field filled in and every result shown. */
export async function useEveryTool(admin) {
  await admin.use('till', { username: 'till1', password: SECRETS.till });
  for (const form of ['curl', 'fetch', 'postman']) await admin.tick(`#till-forms [data-form="${form}"]`);
  await admin.answered(() => admin.press('[data-copies="till-form-text"]'));
  await admin.use('batch', { input: `till1,${SECRETS.table}\ntill:2,${SECRETS.table}` });
  await admin.press('#batch-download');
  await admin.use('attribution', { entityCode: 'store.1' });
  await admin.use('admin', { username: 'ann@example.com', password: SECRETS.admin, authKey: SECRETS.key, orgId: '1' });
  await admin.use('apart', { value: `Basic ${btoa(`till1:${SECRETS.apart}`)}`, password: SECRETS.apart });
  await admin.choose('which');
  await admin.tick('#which-scenarios input');
  await admin.use('jwt', { token: TOKEN, secret: SECRETS.token });
  await admin.choose('tokens');
  await admin.use('sign', { parameters: '{"merchantUid":"m","reference":"r","amountCents":1}', secret: SECRETS.purchase });
  await admin.use('check', { body: '{"reference":"r"}', secret: SECRETS.purchase });
  await admin.use('login', { email: 'ann@example.com', password: SECRETS.login });
  await admin.choose('trust');
}
