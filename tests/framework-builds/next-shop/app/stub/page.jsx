'use client';

import { capillaryOAuth } from 'commerce-auth/server';
import { useEffect, useState } from 'react';

/** A mistake: the server's entry in a page. */
export default function Page() {
  const [said, setSaid] = useState('not yet');
  useEffect(() => {
    try {
      capillaryOAuth({ host: 'x.example', key: 'k', secret: 's' });
      setSaid('made');
    } catch ({ name, code }) {
      setSaid(`${name} ${code}`);
    }
  }, []);
  return <p id="said">{said}</p>;
}
