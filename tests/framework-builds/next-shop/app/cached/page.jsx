import { LOOK_UP, api, told } from '../../lib/api.js';

export const revalidate = 2;

export default async function Page() {
  return <p>{await told(await api.fetch(LOOK_UP))}</p>;
}
