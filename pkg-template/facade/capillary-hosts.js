// The vendor's addresses by cluster, for convenience: "Overview" of the API reference, "Authentication settings", and
// "Auth Engine" of its older documentation. Data only; any other host is as good to every function.

const cluster = (addresses) => Object.freeze(addresses);

export const hosts = Object.freeze({
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
