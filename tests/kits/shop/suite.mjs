// The suite of a shop that uses the package, for any framework. Frameworks differ in what they give a test: its globals may
// be another realm's than Node's, its clock may stand still. This file becomes CommonJS where a framework requires it.

/**
 * Registers the tests. `kit` is `test` and `expect` of the framework, `fake` its fake timers, and the entries of the
 * package as the framework loads them.
 */
export function shopSuite({ test, expect, fake, root, server, testing }) {
  const { AuthError, capillary, caxton, isAuthError, md5Hex, pledg, signJwtHs256, verifyJwtHs256 } = root;
  const { capillaryOAuth, memoryStore, pledgAccessToken } = server;
  const { assertNoLeak, startEmulator, storeConformance } = testing;
  const host = "eu.api.capillarytech.com";
  const { setTimeout } = globalThis;
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** An emulator and a client of it for one test, whatever becomes of the test. */
  const withShop = (run, options) => async () => {
    const emulator = await startEmulator();
    const api = capillaryOAuth({ host, ...emulator.capillary.credentials, fetch: emulator.fetch, ...options });
    try {
      await run(emulator, api);
    } finally {
      await api.close();
      await emulator.close();
    }
  };

  test("a call goes out with a token, and one is enough", withShop(async (emulator, api) => {
    const answers = await Promise.all([1, 2, 3].map(() => api.fetch("/v2/customers/lookup")));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]).toBeInstanceOf(Response);
    expect(emulator.count({ endpoint: "token" })).toBe(1);
    expect(emulator.requests.every(({ verdict }) => verdict === "accepted")).toBe(true);
  }));

  test("plain values are plain here: toStrictEqual looks at their classes", withShop(async (emulator, api) => {
    const token = await api.token();
    expect(await api.headers()).toStrictEqual({
      "X-CAP-API-OAUTH-TOKEN": token.value,
      "Content-Type": "application/json",
      Accept: "application/json",
    });
    expect(capillary.basicCredentials("till", "123")).toStrictEqual({ username: "till", passwordMd5: md5Hex("123") });
    expect(emulator.capillary.credentials).toStrictEqual({ key: expect.any(String), secret: expect.any(String) });
    expect(emulator.faults).toStrictEqual([]);
    expect(api.status()).toMatchObject({ hasToken: true, lastError: null });
    expect(api.status()).toBeInstanceOf(Object);
  }));

  test("an outage is an AuthError and an Error", withShop(async (emulator, api) => {
    emulator.fault({ on: "token", status: 503, headers: { "Retry-After": "30" }, times: Infinity });
    const error = await api.headers().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: "http_error", status: 503, retryAfterMs: expect.any(Number) });
    await expect(api.headers()).rejects.toThrow(AuthError);
    expect(isAuthError(error)).toBe(true);
    expect(() => capillary.basicAuthorization("a:b", "c")).toThrow(AuthError);
    assertNoLeak(error, emulator.capillary.credentials.secret);
    assertNoLeak([api, emulator], emulator.capillary.credentials.secret);
  }));

  test("a lost connection is an AuthError with a cause", withShop(async (emulator, api) => {
    emulator.fault({ on: "token", reset: true, times: Infinity });
    const error = await api.headers().catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "network", retryable: true });
    expect(error.cause).toBeInstanceOf(Error);
    await expect(emulator.fetch("https://api.example.com/")).rejects.toThrow(/none of the vendors' hosts/);
  }, { retry: false }));

  test("a fault is data: late, truncated, bytes", withShop(async (emulator, api) => {
    emulator.fault({ on: "token", delayMs: 20 });
    emulator.fault({ on: "api", body: new TextEncoder().encode('{"from":"bytes"}') });
    emulator.fault({ on: "api", body: Buffer.from('{"from":"a buffer"}') });
    emulator.fault({ on: "api", truncate: true });
    expect(await (await api.fetch("/v2/customers/lookup")).json()).toEqual({ from: "bytes" });
    expect(await (await api.fetch("/v2/customers/lookup")).json()).toEqual({ from: "a buffer" });
    await expect(api.fetch("/v2/customers/lookup").then((answer) => answer.text())).rejects.toMatchObject({ name: "TypeError" });
    expect(emulator.faults).toHaveLength(0);
    expect(() => emulator.fault({ on: "tokn", status: 500 })).toThrow(TypeError);
  }));

  test("an aborted call rejects with its own reason", withShop(async (emulator, api) => {
    emulator.fault({ on: "api", hang: true });
    const controller = new AbortController();
    const call = api.fetch("/v2/customers/lookup", { signal: controller.signal });
    const reason = new Error("the customer has left");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  }));

  test("a Request, a URL, forms and bytes go through", withShop(async (emulator, api) => {
    const url = `https://${host}/v2/customers`;
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const sent = [
      [new Request(url, { method: "POST", body: '{"a":1}', headers })],
      [new URL(url), { method: "POST", body: Buffer.from('{"a":2}'), headers }],
      [url, { method: "POST", body: new TextEncoder().encode('{"a":3}'), headers: new Headers(headers) }],
      [url, { method: "POST", body: JSON.stringify({ a: 4 }) }],
    ];
    for (const call of sent) expect((await api.fetch(...call)).status).toBe(200);
    const bodies = emulator.requests.filter(({ endpoint }) => endpoint === "api").map(({ body }) => body);
    expect(bodies).toEqual(['{"a":1}', '{"a":2}', '{"a":3}', '{"a":4}']);
  }));

  test("bytes of every class are bytes", () => {
    const secret = "a secret of 32 bytes or more ....";
    const expected = md5Hex("abc");
    expect([new TextEncoder().encode("abc"), Buffer.from("abc"), new Uint8Array([97, 98, 99])].map((bytes) => md5Hex(bytes))).toEqual([
      expected,
      expected,
      expected,
    ]);
    const token = signJwtHs256({ sub: "a", nested: { list: [1] } }, Buffer.from(secret));
    expect(verifyJwtHs256(token, [new TextEncoder().encode(secret)])).toStrictEqual({ sub: "a", nested: { list: [1] } });
    expect(() => md5Hex(new Date())).toThrow(AuthError);
  });

  test("what builders make reaches the emulator", async () => {
    const emulator = await startEmulator();
    const registration = caxton.registerRequest({ environment: "sandbox", ...emulator.caxton.registration });
    const answer = await emulator.fetch(registration.url, registration);
    const { clientPassword } = caxton.readRegisterResponse({ status: answer.status, headers: answer.headers, body: await answer.text() });
    expect(clientPassword).toBe(emulator.caxton.credentials.clientPassword);
    const api = pledgAccessToken({ environment: "staging", ...emulator.pledg.credentials, fetch: emulator.fetch });
    const refund = { method: "POST", body: JSON.stringify({ amount_cents: 1 }) };
    expect((await api.fetch("/api/purchases/pur_1/credit_by_transfer", refund)).status).toBe(200);
    await api.close();
    await emulator.close();
  });

  test("a notification of Pledg's is verified", async () => {
    const emulator = await startEmulator();
    const body = emulator.pledg.notification({ kind: "back" });
    const { secret } = emulator.pledg.merchant;
    expect(pledg.verifyNotification(Buffer.from(body), { secret }).trust).toBe("signed");
    expect(() => pledg.verifyNotification(body, { secret: "another" })).toThrow(expect.objectContaining({ code: "signature_mismatch" }));
    await emulator.close();
  });

  test("assertNoLeak finds a leak wherever it lies, and is an Error here", () => {
    const secret = "my-client-secret";
    const leaks = [
      new Error(`refused: ${btoa(secret)}`),
      new Error("outer", { cause: new TypeError(secret) }),
      new Map([["key", new Set([secret])]]),
      new Headers({ "X-Key": secret }),
      new URLSearchParams({ secret }),
      Buffer.from(secret),
      { deep: [{ bytes: new TextEncoder().encode(secret) }] },
    ];
    for (const leak of leaks) expect(() => assertNoLeak(leak, secret)).toThrow(Error);
    expect(() => assertNoLeak(new Error(secret), secret)).toThrow("the secret can be read at error.message (raw)");
    assertNoLeak({ fine: "nothing here" }, secret);
  });

  const clauses = [];
  storeConformance(() => memoryStore(), {
    locks: true,
    test(name, run) {
      clauses.push(name);
      test(`memoryStore: ${name}`, run);
    },
  });
  test("the contract of stores became tests", () => expect(clauses.length).toBeGreaterThan(20));

  test("a store that breaks the contract is an Error here", async () => {
    const broken = { read: async () => null, write: async () => {}, remove: async () => {} };
    await expect(storeConformance(() => broken, { locks: false })).rejects.toThrow(Error);
  });

  test("fake timers stop neither the emulator nor an authenticator", async () => {
    fake.use();
    try {
      await withShop(async (emulator, api) => {
        emulator.fault({ on: "token", delayMs: 30 });
        expect((await api.fetch("/v2/customers/lookup")).status).toBe(200);
        emulator.fault({ on: "api", drip: { bytes: 8, everyMs: 2 } });
        await (await api.fetch("/v2/customers/lookup")).text();
      })();
    } finally {
      fake.stop();
    }
  });

  test("a fake clock ends a token's life at both ends", async () => {
    fake.use();
    try {
      await withShop(async (emulator, api) => {
        const first = await api.token();
        fake.advance(300_000);
        expect((await api.token()).value).not.toBe(first.value);
        const old = { "X-CAP-API-OAUTH-TOKEN": first.value, "Content-Type": "application/json", Accept: "application/json" };
        expect((await emulator.fetch(`https://${host}/v2/customers/lookup`, { headers: old })).status).toBe(401);
        expect((await api.fetch("/v2/customers/lookup")).status).toBe(200);
        expect(emulator.capillary.tokensIssued).toBe(2);
      })();
    } finally {
      fake.stop();
    }
  });

  test("a retry waits for the fake clock, and no longer", async () => {
    fake.use();
    try {
      await withShop(async (emulator, api) => {
        emulator.fault({ on: "token", status: 503, times: 2 });
        const call = api.fetch("/v2/customers/lookup");
        // No faster than the clock on the wall: the deadline of the call is a timer as well.
        for (; emulator.count({ endpoint: "token" }) < 3; fake.advance(10)) await pause(10);
        expect((await call).status).toBe(200);
      })();
    } finally {
      fake.stop();
    }
  });
}
