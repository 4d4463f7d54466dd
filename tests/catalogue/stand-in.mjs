// A server on this machine that stands in for every host there is: a fetch brings it what was meant for others, and says for whom.

import { createServer } from "node:http";

const MEANT_FOR = "x-stand-in-for";

/** What platforms add to a request by themselves, and make of `cache: "no-store"`. */
const OF_THE_PLATFORM = ["accept-encoding", "accept-language", "cache-control", "connection", "content-length", "host", "pragma", "sec-fetch-mode", "user-agent", MEANT_FOR];

export async function startStandIn(t) {
  const seen = [];
  let answer = () => ({ status: 404, body: "" });
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name, value]) => !OF_THE_PLATFORM.includes(name) || (name === "accept-language" && value !== "*")));
    const received = { method: request.method, url: `${request.headers[MEANT_FOR]}${request.url}`, headers, body };
    seen.push(received);
    const { status = 200, type = "application/json", body: text } = answer(received);
    response.writeHead(status, { "Content-Type": type }).end(text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const here = `http://127.0.0.1:${server.address().port}`;
  return {
    seen,
    answerBy: (by) => {
      answer = by;
    },
    /** What authenticators are given as `fetch`. */
    fetch(address, init) {
      const { origin, pathname, search, protocol } = new URL(address);
      if (protocol !== "https:") throw new Error(`${protocol} is no way for credentials`);
      return fetch(`${here}${pathname}${search}`, { ...init, headers: { ...init.headers, [MEANT_FOR]: origin } });
    },
  };
}
