// Whatever the bundler: the suite in a window.

import { outcome } from './outcome.js';

window.outcomes = { page: outcome() };
