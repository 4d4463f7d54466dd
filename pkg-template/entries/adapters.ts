export { axiosOptions } from '../adapters/axios.ts';
export { kyOptions } from '../adapters/ky.ts';
export { openapiFetchOptions } from '../adapters/openapi-fetch.ts';
