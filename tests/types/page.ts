// What must and must not compile, in a program that has the types of a page.

import { init, initSync } from 'commerce-auth/slim';

initSync(new WebAssembly.Module(new Uint8Array()));
void init(WebAssembly.compileStreaming(fetch('core.wasm')));
// @ts-expect-error nothing to start from
initSync(undefined);
