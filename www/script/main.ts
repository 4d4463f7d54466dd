// Starts everything. The script is at the end of the page, so all of it is there.

import { startClearing } from './clearing.ts';
import { startCopying } from './copying.ts';
import { refusesFrame } from './frame.ts';
import { startNavigation } from './navigation.ts';
import { startSecretFields } from './secret-fields.ts';
import { startServedNotice } from './served.ts';
import { startAdmin } from './tools/admin.ts';
import { startApart } from './tools/apart.ts';
import { startAttribution } from './tools/attribution.ts';
import { startBatch } from './tools/batch.ts';
import { startCheck } from './tools/check.ts';
import { startJwt } from './tools/jwt.ts';
import { startLogin } from './tools/login.ts';
import { startSign } from './tools/sign.ts';
import { startTill } from './tools/till.ts';
import { startTrust } from './tools/trust.ts';
import { startWhich } from './tools/which.ts';

if (!refusesFrame()) startPage();

function startPage(): void {
  startServedNotice();
  startNavigation();
  startSecretFields();
  startCopying();
  for (const startTool of [
    startTill,
    startBatch,
    startAttribution,
    startAdmin,
    startApart,
    startWhich,
    startJwt,
    startSign,
    startCheck,
    startLogin,
    startTrust,
  ])
    startTool();
  startClearing();
}
