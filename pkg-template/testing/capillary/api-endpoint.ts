// The API paths: enough of the vendor's to log in to, in both generations.

import { headerValues } from "../received-request.ts";
import { refuseAs } from "./api-errors.ts";
import { attributionOf, attributionRefusal } from "./attribution.ts";
import { authenticate } from "./authentication.ts";
import { accept, firstRefusal } from "../judgement.ts";
import { acceptsJson, isJsonContentType } from "../media-type.ts";

const ROUTES = [
  { method: "GET", path: "/v2/customers/lookup", body: lookupBody },
  { method: "POST", path: "/v2/customers", body: creationBody },
  { method: "GET", path: "/v1.1/customer/get", body: oldCustomerBody },
];

/** A judge of API requests. */
export function apiEndpoint({ tills, issuer, expiredTokenStatus }) {
  return (received) => {
    const version = received.path.startsWith("/v1.1/") ? "v1.1" : "v2";
    const { route, caller, refusal } = admit({ tills, issuer }, received, version);
    if (refusal) return refuseAs(version, refusal, expiredTokenStatus);
    return accept(() => route.body(received, caller));
  };
}

function admit(logins, received, version) {
  const { route, refusal } = routeOf(received);
  if (refusal) return { refusal };
  const login = authenticate(logins, received);
  if (login.refusal) return login;
  const found = firstRefusal(CHECKS, received, login.caller, version);
  return found ? { refusal: found } : { route, caller: login.caller };
}

const CHECKS = [checkAccess, checkAccept, checkContentType, attributionRefusal, checkBody];

function routeOf({ method, path }) {
  const atPath = ROUTES.filter((route) => route.path === path);
  if (atPath.length === 0) return { refusal: problem(404, "this vendor has no such path") };
  const route = atPath.find((one) => one.method === method);
  return route ? { route } : { refusal: problem(405, `this path takes ${atPath[0].method}`) };
}

function checkAccess({ path }, { forbidden }) {
  if (!forbidden.includes(path)) return null;
  const reason = "the client's access group does not cover this path";
  return { kind: "forbidden", reason, status: 403, code: 4000, message: "Not authorized. Access is denied!" };
}

function checkAccept(received) {
  return headerValues(received, "Accept").some(acceptsJson) ? null : problem(400, "Accept must name application/json");
}

function checkContentType(received) {
  if (received.method !== "POST") return null;
  const types = headerValues(received, "Content-Type");
  if (types.length === 1 && isJsonContentType(types[0])) return null;
  return problem(415, "a POST needs one Content-Type: application/json");
}

function checkBody({ method, bytes, body }) {
  if (method !== "POST") return null;
  if (!Buffer.from(body).equals(bytes)) return problem(400, "the body is not UTF-8");
  try {
    JSON.parse(body);
    return null;
  } catch {
    return problem(400, "the body is not JSON");
  }
}

function problem(status, reason) {
  return { kind: "request", reason, status, code: status, message: reason };
}

function lookupBody(received, { authentication, till }) {
  return newSuccess({ id: 98745, authentication, till, attribution: attributionOf(received) });
}

function creationBody(received, { authentication, till }) {
  const body = JSON.parse(received.body);
  return newSuccess({ id: 98746, authentication, till, attribution: attributionOf(received), body });
}

function newSuccess(entity) {
  return { entity, warnings: [], errors: [], success: true };
}

function oldCustomerBody(received, { authentication, till }) {
  const status = { success: "true", code: "200", message: "Success" };
  return { response: { status, customers: { customer: [{ user_id: 98745, authentication, till }] } } };
}
