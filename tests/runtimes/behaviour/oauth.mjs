import { withVendor } from "./vendor.mjs";

/** A case over an authenticator with a token, at a vendor of the case's own; both are closed behind it. */
export const withOAuth = (options, use) => (packages, environment) =>
  withVendor(environment, async (vendor) => {
    const api = packages.server.capillaryOAuth({ ...vendor.capillary.client, dangerouslyAllowInsecureHttp: "loopback", ...options });
    try {
      await use({ api, vendor, ...packages });
    } finally {
      await api.close();
    }
  });
