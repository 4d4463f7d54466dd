import { LOOK_UP, api, told } from '../../lib/api.js';

export default async function Page() {
  return <p>{await told(await api.fetch(LOOK_UP, { next: { revalidate: 0 } }))}</p>;
}
