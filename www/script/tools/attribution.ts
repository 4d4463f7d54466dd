// The headers that say which till or store a call is for, without those that authenticate it.

import { type CapillaryEntityAttribution, capillary } from 'commerce-auth';

import { lines } from '../copy-forms.ts';
import { byId } from '../element.ts';
import { startFormTool } from '../form-tool.ts';

const ATTRIBUTION = /^x-cap-api-attribution-/i;
/** The package makes whole sets of headers; what stands in for the credentials is left out again. */
const ANYBODY = { username: 'till', password: 'password' };
const ANY_TOKEN = 'token';

type AttributionValues = {
  readonly kind: 'oauth' | 'basic';
  readonly entityType: NonNullable<CapillaryEntityAttribution['entityType']>;
  readonly entityCode: string;
  readonly lookupType: string;
  readonly lookup: string;
};

export function startAttribution(): void {
  startFormTool('attribution', {
    required: ({ kind }) => (kind === 'oauth' ? ['entityCode'] : ['lookupType', 'lookup']),
    compute: (values: AttributionValues) => lines(headersOf(values)).filter((line) => ATTRIBUTION.test(line)),
    show: (made) => {
      byId('attribution-headers').textContent = made.join('\n');
    },
    forget: () => byId('attribution-headers').replaceChildren(),
  });
}

function headersOf({ kind, entityType, entityCode, lookupType, lookup }: AttributionValues): Record<string, string> {
  return kind === 'oauth'
    ? capillary.oauthHeaders({ accessToken: ANY_TOKEN, attribution: { entityType, entityCode } })
    : capillary.basicHeaders({ ...ANYBODY, attribution: { lookupType, lookup } });
}
