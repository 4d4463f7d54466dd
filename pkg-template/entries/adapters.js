export { axiosOptions } from '../adapters/axios.js';
export { kyOptions } from '../adapters/ky.js';
export { openapiFetchOptions } from '../adapters/openapi-fetch.js';
