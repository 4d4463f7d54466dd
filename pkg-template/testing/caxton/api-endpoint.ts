// Calls that need a token: creating a sub-account, listing webhooks, and a payment, which needs a user's token as well.

import { accept, firstRefusal } from "../judgement.ts";
import { jsonMembers, jsonTypeProblem, memberNamesProblem } from "../json-members.ts";
import { acceptsJson } from "../media-type.ts";
import { headerValues } from "../received-request.ts";
import { authenticate } from "./authentication.ts";
import { done, forCaller, valid } from "./envelope.ts";
import { instantWithoutZone } from "./instants.ts";
import { refuseWithMessage } from "./refusal.ts";

const ROUTES = [
  { method: "POST", path: "/api/clients/subsidiary", checks: [checkSubsidiary], envelope: subsidiary },
  { method: "GET", path: "/api/webhooks/endpoints", checks: [], envelope: webhooks },
  { method: "POST", path: "/api/payments", checks: [checkUserToken, checkJson], envelope: payment },
];

/** A judge of API requests. */
export function apiEndpoint(parts) {
  return (received) => {
    const { route, refusal } = routeOf(received);
    if (refusal) return refuseWithMessage(refusal);
    const login = authenticate(parts, received);
    const problem = login.refusal ?? firstRefusal([checkAccept, ...route.checks], received, parts);
    if (problem) return refuseWithMessage(problem);
    const { account } = login;
    return accept(() => forCaller(route.envelope({ ...parts, received, account }), account, Date.now()));
  };
}

function routeOf({ method, path }) {
  const route = ROUTES.find((one) => one.path === path);
  if (!route) return { refusal: { reason: pathProblem(path), status: 404 } };
  return route.method === method ? { route } : { refusal: { reason: `this path takes ${route.method}`, status: 405 } };
}

// The vendor's own examples double the slash; what its server makes of it is anybody's guess.
function pathProblem(path) {
  return path.includes("//") ? "this vendor has no such path: it doubles a slash" : "this vendor has no such path";
}

function checkAccept(received) {
  const names = headerValues(received, "Accept").some(acceptsJson);
  return names ? null : { reason: "Accept must name application/json", status: 400 };
}

function checkJson(received) {
  const typeProblem = jsonTypeProblem(received);
  if (typeProblem) return { reason: typeProblem, status: 415 };
  const { problem } = jsonMembers(received);
  return problem ? { reason: problem, status: 400 } : null;
}

function checkSubsidiary(received) {
  const refusal = checkJson(received);
  if (refusal) return refusal;
  const problem = memberNamesProblem(JSON.parse(received.body), ["CompanyName", "Email"]);
  return problem ? { reason: problem, status: 400 } : null;
}

function checkUserToken(received, { userApiToken }) {
  const tokens = headerValues(received, "userapitoken");
  if (tokens.length === 1 && tokens[0] === userApiToken) return null;
  return { reason: userTokenProblem(tokens), status: 401 };
}

function userTokenProblem(tokens) {
  if (tokens.length !== 1) return tokens.length === 0 ? "userapitoken is missing" : "userapitoken was sent twice";
  return /^bearer\b/i.test(tokens[0]) ? "userapitoken takes the bare token" : "userapitoken is no user's";
}

function subsidiary({ accounts }) {
  const { username, clientname, identityNumber } = accounts.addSubAccount();
  return done({ Username: username, Name: clientname, IdentityNumber: identityNumber });
}

function webhooks({ account }) {
  const CreatedDate = instantWithoutZone(Date.now());
  const endpoint = { Url: "https://merchant.example/webhook", CreatedDate };
  return valid({ IdentityNumber: account.identityNumber, Endpoints: [endpoint] });
}

function payment({ received, account }) {
  const now = instantWithoutZone(Date.now());
  return valid({ IdentityNumber: account.identityNumber, CreatedDate: now, Payment: JSON.parse(received.body) });
}
