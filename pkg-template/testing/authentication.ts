// The ways to authenticate at the vendors, as the log calls them.

/**
 * How a request tried to authenticate, whether or not it succeeded.
 * At Capillary, `oauth`: a token in `X-CAP-API-OAUTH-TOKEN`, `customer`: one in `cap_authorization`, `staff`: one in
 * `X-CAP-API-ACCESS-TOKEN`; `Authorization: Bearer …` counts as none there. At Pledg and Caxton, `bearer`: `Authorization:
 * Bearer …`. At Pledg, `signature`: signed parameters in the query.
 */
export type Authentication = 'basic' | 'oauth' | 'customer' | 'staff' | 'bearer' | 'signature' | 'none';
