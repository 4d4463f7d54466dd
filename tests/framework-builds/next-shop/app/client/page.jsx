'use client';

import { capillary } from 'commerce-auth/headers';
import { useState } from 'react';

/** An admin page: the header of what somebody typed, made in the browser. */
export default function Page() {
  const [password, setPassword] = useState('b');
  const { Authorization } = capillary.basicHeaders({ username: 'a', password });
  return (
    <main>
      <input value={password} onChange={({ target }) => setPassword(target.value)} />
      <p id="header">{Authorization}</p>
    </main>
  );
}
