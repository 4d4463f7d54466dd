import { capillaryOAuth } from 'commerce-auth/server';

// One that is not set is refused.
const { CAP_KEY = '', CAP_SECRET = '' } = process.env;
const capillary = capillaryOAuth({
  host: 'eu.api.capillarytech.com',
  key: CAP_KEY,
  secret: CAP_SECRET,
});

const customer = 'identifierName=mobile&identifierValue=44700900000';
const response = await capillary.fetch(
  `/v2/customers/lookup?source=INSTORE&${customer}`,
);
console.log(response.status, await response.json());
