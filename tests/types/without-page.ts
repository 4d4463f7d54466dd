// What must not compile, in a program that has no types of a page: there, nothing but bytes starts `commerce-auth/slim`.

import { init, initSync } from 'commerce-auth/slim';

initSync(new Uint8Array());
// @ts-expect-error not bytes
initSync({});
// @ts-expect-error not bytes
initSync(['core.wasm']);
// @ts-expect-error not bytes
void init(Promise.resolve(() => new Uint8Array()));
