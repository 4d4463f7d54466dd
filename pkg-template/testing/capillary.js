// Capillary Technologies, as far as its public pages describe it: the token endpoint, two v2 paths, one v1.1 path.

import { apiEndpoint } from "./capillary/api-endpoint.js";
import { authenticationOf } from "./capillary/authentication.js";
import { CapillaryControl } from "./capillary/control.js";
import { checkedCapillaryOptions } from "./capillary/options.js";
import { tokenEndpoint, TOKEN_PATH } from "./capillary/token-endpoint.js";
import { TokenIssuer } from "./capillary/token-issuer.js";

/** The vendor for the exchange, and the control that the caller of `startEmulator` gets. */
export function createCapillary(options) {
  const { tills, clients, badCredentialsStatus, expiredTokenStatus } = checkedCapillaryOptions(options);
  const issuer = new TokenIssuer();
  const endpoints = {
    token: tokenEndpoint({ clients, issuer, badCredentialsStatus }),
    api: apiEndpoint({ tills, issuer, expiredTokenStatus }),
  };
  const vendor = {
    endpointOf,
    authenticationOf,
    judge: (received) => endpoints[endpointOf(received)](received),
  };
  return { vendor, control: new CapillaryControl({ tills, clients, issuer }) };
}

function endpointOf({ path }) {
  if (path === TOKEN_PATH) return "token";
  return /^\/v(?:1\.1|2)\//.test(path) ? "api" : null;
}
