// Capillary's end customers: requests to the auth engine, its answers, calls through the gateway.

import { customerRequests } from "../../vectors/customer-requests.mjs";
import { readSession, sessionParts } from "../by-hand/sessions.mjs";
import { answer } from "../samples/answers.mjs";
import { flat } from "../samples/flat.mjs";
import { NOW, jwts } from "../samples/jwts.mjs";
import { bySize, lookAt, lookAtRequest, row, timesOneHeader } from "./row.mjs";

const who = { identifierType: "MOBILE", identifierValue: "919999999993", brand: "DocDemo" };
const SESSION = "P-6e195d03-a643-4d24-bbda-0d6e3810b06d";

export function customerRows({ capillary: { customer } }) {
  const requests = Object.keys(customer).filter((name) => customerRequests.has(name));
  return [...requests.map((name) => requestRow(customer, name)), ...answerRows(customer), headerRow(customer)];
}

function requestRow(customer, name) {
  const [{ options, request }] = customerRequests.get(name);
  const { origin, pathname } = new URL(request.url);
  const fields = JSON.parse(request.body);
  return row({
    call: `capillary.customer.${name}`,
    about: "a customer",
    inputs: Array.from({ length: 16 }, (_, index) => String(919_999_999_000 + index)),
    ours: (identifierValue) => customer[name]({ ...options, identifierValue }),
    byHand: (identifierValue) => ({
      method: request.method,
      url: new URL(pathname, origin).href,
      headers: { ...request.headers },
      body: JSON.stringify({ ...fields, identifierValue }),
    }),
    using: "URL, JSON.stringify",
    same: (made) => ({ ...made, body: JSON.parse(made.body) }),
    look: lookAtRequest,
    bar: timesOneHeader(5),
  });
}

/** The auth engine's answer to a login, with rows beside it where more bytes are wanted. */
function loginAnswer(bytes, kind, seed) {
  const [token] = jwts(1, bytes < 400 ? 300 : 1_000, seed);
  const around = (rows) => ({
    status: { success: true, code: 200, message: "SUCCESS" },
    auth: { token, key: "a1b2c3d4e5f60718293a4b5c" },
    user: { sessionId: SESSION, role: seed % 2 === 0 ? "USER" : "VIEW", userRegisteredForPassword: false, appRegistered: true },
    ...(rows.length > 0 && { rows }),
  });
  return { status: 200, body: bytes < 400 ? flat(JSON.stringify(around([]))) : answer(bytes, kind, seed, around) };
}

function answerRows(customer) {
  return bySize({
    call: "capillary.customer.readResponse",
    make: loginAnswer,
    ours: (response) => customer.readResponse(response, { now: NOW }),
    byHand: (response) => readSession(response, NOW),
    using: "JSON.parse of the answer and of the JWT's parts",
    same: sessionParts,
    look: ({ token }) => token.claims,
  });
}

function headerRow(customer) {
  const { identifierType, identifierValue, brand } = who;
  return row({
    call: "capillary.customer.headers",
    about: "a JWT of 600 characters",
    inputs: jwts(16, 600),
    ours: (token) => customer.headers({ token, brand, identifierType, identifierValue }),
    byHand: (token) => ({ cap_authorization: token, cap_brand: brand, cap_identifier_type: identifierType, cap_identifier_value: identifierValue }),
    using: "a record",
    look: lookAt("cap_authorization"),
    bar: timesOneHeader(1.2),
  });
}
