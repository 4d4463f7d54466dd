import { connection } from 'next/server';
import { Suspense } from 'react';
import { LOOK_UP, api, told } from '../../lib/api.js';

async function Customer() {
  // A page is made when it is built, up to what waits for a visitor; what follows may ask for the time.
  await connection();
  return <p>{await told(await api.fetch(LOOK_UP))}</p>;
}

export default function Page() {
  return (
    <Suspense fallback={<p>one moment</p>}>
      <Customer />
    </Suspense>
  );
}
