// What is replayed, in the order of the table. A row says what ours and what the peer does, and measures both.

import { twoClients } from "./rows/auth-app.mjs";
import { deadEndpoint } from "./rows/axios-token-interceptor.mjs";
import { lateRejections, nonNumericLifetime, redirectedTokenCall } from "./rows/badgateway.mjs";
import * as google from "./rows/google.mjs";
import * as msal from "./rows/msal.mjs";
import * as paypal from "./rows/paypal-adapter.mjs";
import { redirectedCall } from "./rows/platform-fetch.mjs";

export const ROWS = [
  paypal.coldCache,
  msal.coldCache,
  google.coldCache,
  paypal.stuckFailure,
  msal.failedRenewal,
  deadEndpoint,
  lateRejections,
  twoClients,
  google.hang,
  redirectedTokenCall,
  redirectedCall,
  nonNumericLifetime,
];
