// Prints THIRD-PARTY-LICENSES: node notices.mjs ROOT

import { notices } from "./supply/notices.mjs";

process.stdout.write(notices(process.argv[2]));
