import { capillary } from 'commerce-auth';

document.getElementById('page').value = capillary.basicAuthorization('store.server', 'server123');

const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => {
  document.getElementById('worker').value = data;
};
