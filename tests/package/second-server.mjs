// A server that is not the vendor's: whatever reaches it went astray.

import { createServer } from "node:http";

/** Answers everything with 200 and keeps what it was sent: `{ url, requests }`. */
export async function startSecondServer(t, answer = (response) => response.end("{}")) {
  const requests = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(response, request);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${server.address().port}`, requests };
}
