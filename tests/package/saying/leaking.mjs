// Lets a secret out by the channel that is named, so that the scanner is seen to hear it.

import { CAPILLARY } from "./planted.mjs";

const { secret } = CAPILLARY;
const leaky = () => new Error("something failed", { cause: { headers: { secret } } });

const CHANNELS = {
  "console.log": () => console.log("options: %j", { secret }),
  "console.error": () => console.error(leaky()),
  "a warning": () => process.emitWarning(`is ${Buffer.from(secret).toString("base64url")} right?`),
  "an error nobody caught": () => queueMicrotask(() => { throw leaky(); }),
  "a rejection nobody handled": () => void Promise.reject(leaky()),
};

CHANNELS[process.argv[2]]();
