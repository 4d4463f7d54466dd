// The vendor's addresses by cluster, for convenience: "Overview" of the API reference, "Authentication settings", and
// "Auth Engine" of its older documentation. Data only; any other host is as good to every function.

/** Addresses of one cluster of Capillary, each fit for `host`. */
export interface CapillaryCluster {
  /** The APIs. */
  readonly api: string;
  /** InTouch, which the newest pages name for the APIs too. */
  readonly intouch: string;
  /** The auth engine of end customers. If there is none, ask the vendor, or try `api`. */
  readonly customer?: string;
  /** The gateway of calls with a customer's token, with its base path. */
  readonly gateway?: string;
}

const cluster = <Addresses extends CapillaryCluster>(addresses: Addresses): Readonly<Addresses> =>
  Object.freeze(addresses);

/** The clusters, each with the addresses that a page names. */
export const hosts: Readonly<
  Record<'apac' | 'apac2', CapillaryCluster & { readonly customer: string; readonly gateway: string }> &
    Record<'eu', CapillaryCluster & { readonly customer: string }> &
    Record<'us' | 'china', CapillaryCluster>
> = Object.freeze({
  apac: cluster({
    api: 'https://apac.api.capillarytech.com',
    intouch: 'https://apac.intouch.capillarytech.com',
    customer: 'https://apac-s3wrapper.capillarytech.com',
    gateway: 'https://apac-apigateway.capillarytech.com/mobile',
  }),
  apac2: cluster({
    api: 'https://apac2.api.capillarytech.com',
    intouch: 'https://sea.intouch.capillarytech.com',
    customer: 'https://apac2-auth-api.capillarytech.com',
    gateway: 'https://apac2-api-gateway.capillarytech.com/mobile',
  }),
  eu: cluster({
    api: 'https://eu.api.capillarytech.com',
    intouch: 'https://eu.intouch.capillarytech.com',
    customer: 'https://eu-auth-api.capillarytech.com',
  }),
  us: cluster({
    api: 'https://us.api.capillarytech.com',
    intouch: 'https://ushc.intouch.capillarytech.com',
  }),
  china: cluster({
    api: 'https://api.capillarytech.cn.com',
    intouch: 'https://intouch.capillarytech.cn.com',
  }),
});
