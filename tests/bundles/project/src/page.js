// Whatever the bundler: the suite in a window, and a header by the entry that makes headers alone, beside the root.

import { capillary } from 'commerce-auth/headers';

import { outcome } from './outcome.js';

window.outcomes = {
  page: outcome(),
  headers: Promise.resolve(capillary.basicHeaders({ username: 'store1.till', password: '123' })),
};
