// The suite in a worker of a page.

import { outcome } from './outcome.js';

outcome().then(postMessage);
