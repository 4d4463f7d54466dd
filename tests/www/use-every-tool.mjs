// Every tool used once with secrets that can be recognised wherever they turn up.

export const SECRETS = { till: 'till-secret-4711', table: 'table-secret-4712', apart: 'apart-secret-4713', purchase: 'purchase-secret-4714', token: 'token-secret-4715' };

const TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ0b2tlbi1zdWJqZWN0LTQ3MTYifQ.c2ln';

/** Leaves every field filled in and every result shown. */
export async function useEveryTool(admin) {
  const submitted = async (tool, fields) => {
    await admin.choose(tool);
    for (const [id, text] of Object.entries(fields)) await admin.fill(`${tool}-${id}`, text);
    await admin.submit(tool);
  };
  await submitted('till', { username: 'till1', password: SECRETS.till });
  for (const form of ['curl', 'fetch', 'postman']) await admin.page.click(`#till-forms [data-form="${form}"]`);
  await admin.page.click('[data-copies="till-form-text"]');
  await submitted('batch', { input: `till1,${SECRETS.table}\ntill:2,${SECRETS.table}` });
  await admin.page.waitForSelector('#batch-outcome', { visible: true });
  await admin.page.click('#batch-download');
  await submitted('attribution', { entityCode: 'store.1' });
  await submitted('apart', { value: `Basic ${btoa(`till1:${SECRETS.apart}`)}`, password: SECRETS.apart });
  await admin.choose('which');
  await admin.page.click('#which-scenarios input');
  await submitted('jwt', { token: TOKEN, secret: SECRETS.token });
  await admin.choose('tokens');
  await submitted('sign', { parameters: '{"reference":"r"}', secret: SECRETS.purchase });
  await submitted('check', { body: '{"reference":"r"}', secret: SECRETS.purchase });
  await admin.choose('trust');
}
