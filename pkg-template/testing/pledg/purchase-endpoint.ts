// The three places that take a purchase's parameters, signed, as the only parameter of the query.

import { randomUUID } from "node:crypto";

import { accept } from "../judgement.ts";
import { headerValues } from "../received-request.ts";
import { refuseWithError } from "./errors.ts";
import { purchaseProblem } from "./purchase-parameters.ts";
import { readSigned } from "./signed-parameters.ts";

// Which method transfers take is not published.
const ROUTES = {
  "/purchase": { via: "purchase", methods: ["GET"] },
  "/api/purchase_link/": { via: "purchase_link", methods: ["POST"] },
  "/api/payment_by_transfer": { via: "payment_by_transfer", methods: ["GET", "POST"] },
};

const ALONE = "signature replaces all other parameters of the query";

/** Whether a path takes signed parameters. */
export function isPurchasePath(path) {
  return Object.hasOwn(ROUTES, path);
}

/** A judge of purchases. Those it lets through are kept in `purchases`. */
export function purchaseEndpoint({ merchants, purchases, place }) {
  return (received) => {
    const { via, methods } = ROUTES[received.path];
    const shapeProblem = requestProblem(received, methods);
    if (shapeProblem) return refuseWithError(shapeProblem);
    const { problem, claims } = readSigned(received.query.slice("signature=".length), merchants, Date.now());
    if (problem) return refuseWithError({ reason: problem, status: 400, message: "Invalid signature" });
    const reason = purchaseProblem(claims, via);
    if (reason) return refuseWithError({ reason, status: 400, message: "Invalid parameters" });
    return accept(() => keep({ purchases, place, via, claims }));
  };
}

function requestProblem(received, methods) {
  if (!methods.includes(received.method)) return { reason: `this path takes ${methods.join(" or ")}`, status: 405 };
  if (headerValues(received, "Authorization").length > 0) return badRequest("a signed purchase takes no Authorization header");
  if (received.bytes.length > 0) return badRequest("the parameters travel in the signature; the body must be empty");
  if (!received.query.startsWith("signature=")) return badRequest(queryProblem(received.query));
  return received.query.includes("&") ? badRequest(ALONE) : null;
}

function queryProblem(query) {
  return query.includes("&signature=") ? ALONE : "the parameter signature is missing";
}

function badRequest(reason) {
  return { reason, status: 400 };
}

// The vendor shows a page or a link of its own; this tells what it has read.
function keep({ purchases, place, via, claims }) {
  const uid = `pur_${randomUUID()}`;
  purchases.push({ uid, via, data: claims.data });
  const { reference, amountCents } = claims.data;
  return { uid, via, reference, amountCents, url: `${place.url}/purchase/${uid}` };
}
