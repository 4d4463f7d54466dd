// What must and must not compile, in a program whose WebAssembly.Module is an abstract class, as the types of Workers have it.

import { initSync } from 'commerce-auth/slim';

declare global {
  namespace WebAssembly {
    abstract class Module {
      static exports(module: Module): object[];
      private readonly compiled: true;
    }
  }
}

export function start(module: WebAssembly.Module): void {
  initSync(module);
  initSync(new Uint8Array());
  // @ts-expect-error neither bytes nor a module
  initSync({});
}
