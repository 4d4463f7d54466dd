// An authenticator as one writes it oneself: fields that are made once, and a fetch that adds them.

export function authenticatorByHand(origin, fields) {
  return {
    headers: async () => ({ ...fields }),
    fetch: (path, init) => fetch(new URL(path, origin), { ...init, headers: { ...init?.headers, ...fields } }),
    close: async () => {},
  };
}

/** A token asked for with `fetch`, and taken out of its answer. */
export async function tokenByHand(url, init, take) {
  const response = await fetch(url, { method: "POST", redirect: "manual", signal: AbortSignal.timeout(10_000), ...init });
  if (response.status !== 200) throw new Error(`status ${response.status}`);
  return take(JSON.parse(await response.text()));
}
