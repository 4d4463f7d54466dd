// A server in this process: token endpoints of all vendors, and answers of any size below any path.

import { createServer } from "node:http";

import { capillaryAnswer } from "../samples/answers.mjs";
import { jwts } from "../samples/jwts.mjs";

const [TOKEN] = jwts(1, 1_000);
const TOKEN_ANSWERS = {
  "/v3/oauth/token/generate": { data: { accessToken: TOKEN, ttlSeconds: 3_600 }, errors: null },
  "/api/token": { access_token: TOKEN, token_type: "bearer", expires_in: 3_600 },
  "/oauth/token": { access_token: TOKEN, token_type: "Bearer", expires_in: 3_600 },
  "/api/clients/auth/register": {
    Content: {
      Model: {
        ClientPassword: "a-client-password",
        StartDate: "2025-09-23T10:55:45.0645017Z",
        EndDate: "2025-10-23T10:55:45.0645017Z",
        PublicKey: null,
        ApiStatusCode: 100,
        ApiStatus: "IsValid",
        ApiStatusDescription: "Valid Operation",
      },
      ExpectedResponses: ["IsValid"],
    },
  },
};

/** `origin`, `answer(bytes)` as it is served below `/…/<bytes>`, and `close()`. */
export async function loopback() {
  const bodies = new Map(Object.entries(TOKEN_ANSWERS).map(([path, value]) => [path, JSON.stringify(value)]));
  const answers = new Map();
  const answer = (bytes) => {
    if (!answers.has(bytes)) answers.set(bytes, capillaryAnswer(bytes, "customers", 1));
    return answers.get(bytes);
  };
  const bodyAt = (path) => bodies.get(path) ?? answer(Number(path.slice(path.lastIndexOf("/") + 1)));
  const server = createServer((request, response) => {
    const send = () => response.writeHead(200, { "content-type": "application/json" }).end(bodyAt(request.url));
    request.resume().on("end", send);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    answer,
    tokenAnswer: (path) => bodies.get(path),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
