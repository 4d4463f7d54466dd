import { capillary } from 'commerce-auth';

postMessage(capillary.basicAuthorization('store.server', 'server123'));
