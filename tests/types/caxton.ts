// What must and must not compile, for Caxton's half of `commerce-auth`.

import { caxton, type AccessToken, type CaxtonRegistration, type HttpRequest } from 'commerce-auth';
import type { Equal, Expect } from './equal.js';

declare const token: AccessToken;

export type Returned = [
  Expect<Equal<ReturnType<typeof caxton.registerRequest>, HttpRequest>>,
  Expect<Equal<ReturnType<typeof caxton.readRegisterResponse>, CaxtonRegistration>>,
  Expect<Equal<ReturnType<typeof caxton.bearerHeaders>, Record<string, string>>>,
  Expect<Equal<ReturnType<typeof caxton.resetRequest>, HttpRequest>>,
  Expect<Equal<ReturnType<typeof caxton.userPasswordDigest>, string>>,
  Expect<Equal<keyof typeof caxton.environments, 'sandbox' | 'staging' | 'production'>>,
];

caxton.registerRequest({ environment: 'sandbox', username: 'u', clientname: 'c' });
caxton.registerRequest({ host: caxton.environments.production, username: 'u', clientname: 'c' });
caxton.readRegisterResponse({ status: 200, body: '{}' }, { now: 1 }).publicKey satisfies string | null;
caxton.bearerHeaders({ accessToken: token, identityNumber: '1', userApiToken: 'u' });
caxton.subsidiaryRequest({ environment: 'staging', accessToken: 'bare', companyName: 'c', email: 'e' });
caxton.resetRequest({ host: 'x.example', path: 'a/b', accessToken: token });

const answer = caxton.readEnvelope({ status: 200, body: {} });
answer.model.ApiStatus satisfies unknown;
answer.authorisedUser?.UserId satisfies unknown;
interface Upload {
  UploadRecordId: number;
}
caxton.readEnvelope<Upload>({ status: 200, body: {} }).model.UploadRecordId.toFixed();

// @ts-expect-error an environment there is not
caxton.registerRequest({ environment: 'test', username: 'u', clientname: 'c' });
// @ts-expect-error neither environment nor host
caxton.registerRequest({ username: 'u', clientname: 'c' });
// @ts-expect-error environment and host
caxton.registerRequest({ environment: 'sandbox', host: 'x.example', username: 'u', clientname: 'c' });
// @ts-expect-error a misspelt option
caxton.registerRequest({ environment: 'sandbox', username: 'u', clientName: 'c' });
// @ts-expect-error an identity number is text
caxton.bearerHeaders({ accessToken: token, identityNumber: 12345 });
// @ts-expect-error the path is missing
caxton.resetRequest({ environment: 'sandbox', accessToken: token });
// @ts-expect-error the table cannot be changed
caxton.environments.sandbox = 'https://x.example';
// @ts-expect-error a model says what it holds before it is used
answer.model.Rows.length;
