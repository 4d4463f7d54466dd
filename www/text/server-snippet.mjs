import { capillaryOAuth } from 'commerce-auth/server';

const { CAP_KEY = '', CAP_SECRET = '' } = process.env; // one that is not set is refused
const capillary = capillaryOAuth({ host: 'eu.api.capillarytech.com', key: CAP_KEY, secret: CAP_SECRET });

const lookup = '/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=44700900000';
const response = await capillary.fetch(lookup);
console.log(response.status, await response.json());
