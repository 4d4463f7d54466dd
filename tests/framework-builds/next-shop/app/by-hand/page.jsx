// The same without the package, so that the search for tokens in the cache is seen to find one.

const { SHOP_HOST: host } = process.env;

export const revalidate = 2;

export default async function Page() {
  const answer = await fetch(`${host}/v3/oauth/token/generate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ key: 'by-hand', secret: 'x' }),
    next: { revalidate: 3600 },
  });
  return <p>by hand: {(await answer.text()).length > 0 ? 'a token' : 'none'}</p>;
}
