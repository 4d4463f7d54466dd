// Starts everything. The script is at the end of the page, so all of it is there.

import { startClearing } from './clearing.js';
import { startCopying } from './copying.js';
import { startNavigation } from './navigation.js';
import { startSecretFields } from './secret-fields.js';
import { startServedNotice } from './served.js';
import { startApart } from './tools/apart.js';
import { startAttribution } from './tools/attribution.js';
import { startBatch } from './tools/batch.js';
import { startCheck } from './tools/check.js';
import { startJwt } from './tools/jwt.js';
import { startSign } from './tools/sign.js';
import { startTill } from './tools/till.js';
import { startTrust } from './tools/trust.js';
import { startWhich } from './tools/which.js';

startServedNotice();
startNavigation();
startSecretFields();
startCopying();
for (const startTool of [startTill, startBatch, startAttribution, startApart, startWhich, startJwt, startSign, startCheck, startTrust]) startTool();
startClearing();
