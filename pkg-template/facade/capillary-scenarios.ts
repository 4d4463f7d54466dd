// Which authentication type the vendor recommends for which scenario: its own table ("Authentication", with the last
// rows of "Authorization Flows"), row by row. Data only: no call of the package depends on it.

import { invalidArgument } from './auth-error.ts';
import { Call } from './call.ts';
import { checkedText } from './checked-text.ts';
import { advice } from './unknown-name.ts';

/** A scenario of Capillary's own decision table. */
export type CapillaryScenario =
  | 'pos-client'
  | 'pos-server'
  | 'ftp-server'
  | 'custom-server'
  | 'connector'
  | 'customer-app'
  | 'instore-client'
  | 'microsite'
  | 'staff-app';

type Recommended = 'basic' | 'oauth' | 'customer';
type Authentication = { readonly type: Recommended; readonly page: string };
/** What the scenario is, what is recommended, why, and the page about it where that is not the type's own. */
type Row = readonly [description: string, Authentication, why: string, page?: string];

const BASIC: Authentication = {
  type: 'basic',
  page: 'https://docs.capillarytech.com/reference/basic-authentication',
};
const OAUTH: Authentication = { type: 'oauth', page: 'https://docs.capillarytech.com/reference/oauth' };
const CUSTOMER: Authentication = {
  type: 'customer',
  page: 'https://docs.capillarytech.com/reference/auth-for-consumer-or-end-customer-apps',
};
const FLOWS = 'https://docs.capillarytech.com/docs/authorization-flows';

const TABLE: Readonly<Record<CapillaryScenario, Row>> = {
  'pos-client': [
    'POS terminals that call Capillary directly',
    BASIC,
    'each terminal has its own till id and password, which also decide what it sees',
  ],
  'pos-server': [
    'A POS server that calls for its terminals',
    OAUTH,
    "one API client serves all tills, and attribution says which one a call is for. The vendor contradicts itself: its table gives POS servers OAuth, its prose lets Basic cover a store's POS server too; the table is followed here, and Basic works where a server has a single till",
  ],
  'ftp-server': [
    'An FTP server that passes files on',
    OAUTH,
    "a server can keep the secret of an API client. Files can also go by the vendor's Connect+, or by a solution it has ready",
  ],
  'custom-server': [
    'Your own back end',
    OAUTH,
    'a server can keep the secret of an API client, and its access group limits what it may do',
  ],
  connector: [
    'A prebuilt connector: Magento, Shopify, SFMC',
    OAUTH,
    'the connector is a server with an API client of its own',
  ],
  'customer-app': [
    "A brand's app or site for its end customers",
    CUSTOMER,
    'customers log in themselves, with a one-time password or a password. It is not OAuth 2 or OpenID Connect, and has no social login. For more, the vendor recommends your own identity provider in front of its gateway. Its table also lets such an app use the name and password of a till user, which then have to stay on a server',
  ],
  'instore-client': [
    'InStore clients',
    BASIC,
    'InStore calls from a terminal, with the till id and password of that terminal',
  ],
  microsite: [
    'A microsite or landing page',
    CUSTOMER,
    'a page cannot keep a secret, so visitors log in with a one-time password or a password',
    FLOWS,
  ],
  'staff-app': [
    'An app for store staff, through your server',
    BASIC,
    'a staff user logs in with Basic and a one-time password: staffTokenRequest on the server, then staffHeaders',
    FLOWS,
  ],
};

const names = Object.keys(TABLE) as CapillaryScenario[];

export const scenarios: readonly { readonly id: CapillaryScenario; readonly description: string }[] = Object.freeze(
  names.map((id) => Object.freeze({ id, description: TABLE[id][0] })),
);

export function recommend(scenario: CapillaryScenario): { type: Recommended; why: string; page: string } {
  if (!names.includes(scenario)) {
    const given = checkedText(scenario, 'scenario');
    new Call().text(given, 'scenario');
    throw invalidArgument('scenario', `scenario is unknown.${advice(given, names, ' It may be ')}`);
  }
  const [, { type, page }, why, closer = page] = TABLE[scenario];
  return { type, why, page: closer };
}
