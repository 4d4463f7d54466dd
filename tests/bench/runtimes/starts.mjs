// From the start of a process to its first header: whole programs, ours and one by Node's crypto and Buffer. Each says what it has
// had of the processor by then.

const LAST_WORD = "console.log(JSON.stringify(globalThis.process.cpuUsage()));\n";

export const STARTS = {
  ours: (entry) => `import { capillary } from ${JSON.stringify(entry)};
capillary.basicAuthorization("till", "secret");
${LAST_WORD}`,
  theirs: () => `import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
Buffer.from("till:" + createHash("md5").update("secret").digest("hex")).toString("base64");
${LAST_WORD}`,
};
