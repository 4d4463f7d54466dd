// The table of commands, in the order of the help.

import { completion } from './commands/completion.ts';
import { decode } from './commands/decode.ts';
import { doctor } from './commands/doctor.ts';
import { emulator } from './commands/emulator.ts';
import { headerBasic } from './commands/header-basic.ts';
import { headerCapillary } from './commands/header-capillary.ts';
import { headerPledg } from './commands/header-pledg.ts';
import { page } from './commands/page.ts';
import { profileCheck } from './commands/profile-check.ts';
import { profileTry } from './commands/profile-try.ts';
import { recommend } from './commands/recommend.ts';
import { registerCaxton } from './commands/register-caxton.ts';
import { signPledg } from './commands/sign-pledg.ts';
import { tokenCapillary } from './commands/token-capillary.ts';
import { tokenCaxton } from './commands/token-caxton.ts';
import { tokenPledg } from './commands/token-pledg.ts';
import { tokenProfile } from './commands/token-profile.ts';
import { verifyPledg } from './commands/verify-pledg.ts';
import type { Command } from './command.ts';

export const commands: readonly Command[] = Object.freeze([
  headerCapillary,
  headerPledg,
  headerBasic,
  tokenCapillary,
  tokenPledg,
  tokenCaxton,
  tokenProfile,
  profileCheck,
  profileTry,
  registerCaxton,
  decode,
  signPledg,
  verifyPledg,
  recommend,
  doctor,
  page,
  emulator,
  completion(() => commands),
]);
