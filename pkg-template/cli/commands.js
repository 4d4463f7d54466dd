// The table of commands, in the order of the help.

import { decode } from './commands/decode.js';
import { doctor } from './commands/doctor.js';
import { headerBasic } from './commands/header-basic.js';
import { headerCapillary } from './commands/header-capillary.js';
import { headerPledg } from './commands/header-pledg.js';
import { recommend } from './commands/recommend.js';
import { registerCaxton } from './commands/register-caxton.js';
import { signPledg } from './commands/sign-pledg.js';
import { tokenCapillary } from './commands/token-capillary.js';
import { tokenCaxton } from './commands/token-caxton.js';
import { tokenPledg } from './commands/token-pledg.js';
import { tokenProfile } from './commands/token-profile.js';
import { verifyPledg } from './commands/verify-pledg.js';

export const commands = Object.freeze([
  headerCapillary,
  headerPledg,
  headerBasic,
  tokenCapillary,
  tokenPledg,
  tokenCaxton,
  tokenProfile,
  registerCaxton,
  decode,
  signPledg,
  verifyPledg,
  recommend,
  doctor,
]);
