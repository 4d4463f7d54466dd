// The suite of a shop whose tests run in jsdom, for Jest and Vitest. It becomes CommonJS where Jest requires it.

/** Registers the tests. `serverHalf` says whether the framework takes the server's entry, or the stub for browsers. */
export function shopSuite({ test, expect, root, headersEntry, server, serverHalf }) {
  const { basicAuthorization, capillary, isAuthError, md5Hex, parseBasicAuthorization, signJwtHs256, verifyJwtHs256 } = root;
  const header = 'Basic YTo5MmViNWZmZWU2YWUyZmVjM2FkNzFjNzc3NTMxNTc4Zg==';
  const secret = 'a secret of 32 bytes or more ....';
  const account = { host: 'x.example', key: 'k', secret: 's' };
  const errorOf = async (call) => {
    try {
      return { code: 'none', value: await call() };
    } catch (error) {
      return isAuthError(error) ? error : { code: 'no AuthError', message: String(error) };
    }
  };

  test('this is jsdom', () => {
    expect(navigator.userAgent).toMatch(/jsdom/);
    expect(document.createElement('p').tagName).toBe('P');
  });

  test('headers, digests and tokens are made and read, of text beyond ASCII too', () => {
    expect(capillary.basicAuthorization('a', 'b')).toBe(header);
    expect(headersEntry.capillary.basicAuthorization('a', 'b')).toBe(header);
    expect(parseBasicAuthorization(basicAuthorization('zoë', '€ 5'))).toEqual({ username: 'zoë', password: '€ 5' });
    expect(md5Hex('€')).toBe(md5Hex(new Uint8Array([0xe2, 0x82, 0xac])));
    expect(verifyJwtHs256(signJwtHs256({ sub: 'zoë €' }, secret), secret)).toEqual({ sub: 'zoë €' });
    expect(() => capillary.basicAuthorization('zoë:', 'b')).toThrow(/username/);
  });

  if (serverHalf === 'refuses') {
    test('the stub for browsers says what to do', async () => {
      expect(await errorOf(() => server.capillaryOAuth(account))).toMatchObject({ code: 'server_only' });
    });
    return;
  }

  test('Basic needs nothing of the platform', async () => {
    const api = server.capillaryBasic({ host: 'x.example', username: 'a', password: 'b' });
    expect((await api.headers()).Authorization).toBe(header);
    await api.close();
  });

  test('a mock that resolves to no Response is called that', async () => {
    const fetch = async () => ({ ok: true, json: async () => ({ data: { accessToken: 'a.b.c', ttlSeconds: 300 } }) });
    const api = server.capillaryOAuth({ ...account, fetch, retry: false });
    expect(await errorOf(() => api.headers())).toMatchObject({ code: 'invalid_argument', field: 'fetch', message: expect.stringMatching(/Response/) });
    await api.close();
  });

  if (typeof Response === 'function') {
    test('a token is got, and a call sent with it', async () => {
      const sent = [];
      const fetch = async (url, { headers }) => {
        if (url.includes('token')) return Response.json({ data: { accessToken: 'a.b.c', ttlSeconds: 300 } });
        sent.push(new Headers(headers).get('X-CAP-API-OAUTH-TOKEN'));
        return Response.json({ name: 'zoë €' });
      };
      const api = server.capillaryOAuth({ ...account, fetch });
      expect(await (await api.fetch('/v2/customers/lookup')).json()).toEqual({ name: 'zoë €' });
      expect(sent).toEqual(['a.b.c']);
      await api.close();
    });
  } else {
    test('without a fetch the error says that there is none', async () => {
      const api = server.capillaryOAuth({ ...account, retry: false });
      expect(await errorOf(() => api.headers())).toMatchObject({ code: 'invalid_argument', field: 'fetch', message: expect.stringMatching(/no fetch/) });
      expect(await errorOf(() => api.fetch('/x'))).toMatchObject({ code: 'invalid_argument', field: 'fetch' });
      await api.close();
    });
  }
}
