// The entry whose wasm is a file of its own, started by whoever imports it.

import { equal, ok, thrownBy } from "./assertions.mjs";

export const cases = [
  {
    name: "slim: says what to do before it is started, and gives the same header after it",
    needs: "slim",
    run({ root, slim, core }) {
      const header = ({ capillary }) => capillary.basicAuthorization("store.server", "server123");
      const unready = thrownBy(() => header(slim));
      ok(root.isAuthError(unready) && unready.message.includes("initSync"), "it says how to start it");
      slim.initSync(core);
      slim.initSync(core);
      equal(header(slim), header(root));
    },
  },
];
