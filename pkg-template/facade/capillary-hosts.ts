// The vendor's addresses by cluster, for convenience: the "Overview" of the API reference (as of 2026-08-03), the server lists of
// the vendor's OpenAPI descriptions, "Authentication settings", and "Auth Engine" of its older documentation. A cluster is one
// name in all of its addresses, and knows the credentials of no other. Data only; any other host is as good to every function.

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

const ofName = (name: string): Readonly<CapillaryCluster> =>
  cluster({ api: `https://${name}.api.capillarytech.com`, intouch: `https://${name}.intouch.capillarytech.com` });

/** The clusters by their names in addresses, each with the addresses that a page names. */
export const hosts: Readonly<
  Record<'apac' | 'apac2', CapillaryCluster & { readonly customer: string; readonly gateway: string }> &
    Record<'eu', CapillaryCluster & { readonly customer: string }> &
    Record<'north-america' | 'ushc' | 'sea' | 'tata' | 'china', CapillaryCluster>
> = Object.freeze({
  apac: cluster({
    ...ofName('apac'),
    customer: 'https://apac-s3wrapper.capillarytech.com',
    gateway: 'https://apac-apigateway.capillarytech.com/mobile',
  }),
  apac2: cluster({
    ...ofName('apac2'),
    customer: 'https://apac2-auth-api.capillarytech.com',
    gateway: 'https://apac2-api-gateway.capillarytech.com/mobile',
  }),
  eu: cluster({
    ...ofName('eu'),
    customer: 'https://eu-auth-api.capillarytech.com',
  }),
  // The United States, and the United States for health.
  'north-america': ofName('north-america'),
  ushc: ofName('ushc'),
  // South East Asia, which the "Overview" calls Asia 2.
  sea: ofName('sea'),
  tata: ofName('tata'),
  china: cluster({
    api: 'https://api.capillarytech.cn.com',
    intouch: 'https://intouch.capillarytech.cn.com',
  }),
});
