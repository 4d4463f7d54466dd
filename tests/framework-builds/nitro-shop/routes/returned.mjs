import { eventHandler } from 'h3';
import { LOOK_UP, api } from '../api.mjs';

export default eventHandler(() => api.fetch(LOOK_UP));
