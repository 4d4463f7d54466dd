// The gateway: calls for a customer who is logged in.

import { accept, firstRefusal } from "../../judgement.ts";
import { headerValues } from "../../received-request.ts";
import { no, refuseByCode } from "./answers.ts";

const CUSTOMER_PATH = "/mobile/v2/api/customer/get";

const HEADERS = ["cap_authorization", "cap_brand", "cap_device_id", "cap_identifier_type", "cap_identifier_value", "cap_mobile"];

/** A judge of calls through the gateway. */
export function gatewayEndpoint({ tokens, settings }) {
  return (received) => {
    const problem = firstRefusal([checkRoute, checkRepetition], received);
    if (problem) return refuseByCode(no(problem.status, problem.reason), problem.status);
    const sent = Object.fromEntries(HEADERS.map((name) => [name, headerValues(received, name)[0]]));
    const refusal = loginRefusal(sent, received, tokens) ?? subjectRefusal(sent, tokens, settings);
    if (refusal) return refuseByCode(refusal, 401);
    return accept(() => customerBody(tokens.lookUp(sent.cap_authorization).holder));
  };
}

function checkRoute({ method, path }) {
  if (path !== CUSTOMER_PATH) return { status: 404, reason: "this vendor has no such path" };
  return method === "GET" ? null : { status: 405, reason: "this path takes GET" };
}

function checkRepetition(received) {
  const twice = HEADERS.find((name) => headerValues(received, name).length > 1);
  return twice ? { status: 400, reason: `${twice} was sent twice` } : null;
}

function loginRefusal({ cap_authorization: token }, received, tokens) {
  if (token === undefined) return no(401, missingReason(received));
  if (/^bearer\b/i.test(token)) return no(401, "cap_authorization takes the bare token, without a Bearer prefix");
  const { state, holder } = tokens.lookUp(token);
  if (state === "expired") return no(1529, "the token has expired");
  if (tokens.holderOfKey(token)) return no(401, "a key was sent as a token");
  if (state === "unknown") return no(401, "the token is unknown or revoked");
  return holder.role === "USER" ? null : no(401, `a ${holder.role} token is no login`);
}

// A server that drops names with underscores, as nginx does unless told otherwise, leaves nothing to be seen.
function missingReason(received) {
  const hyphens = headerValues(received, "cap-authorization").length > 0;
  if (hyphens) return "the header is cap_authorization, with an underscore";
  const elsewhere = headerValues(received, "Authorization").length > 0;
  return elsewhere ? "the token belongs in cap_authorization, not in Authorization" : "cap_authorization is missing";
}

function subjectRefusal(sent, tokens, { brand }) {
  const { holder } = tokens.lookUp(sent.cap_authorization);
  if (sent.cap_brand === undefined) return no(1509, "cap_brand is missing");
  if (sent.cap_brand !== brand) return no(1509, "cap_brand is not the token's brand");
  const isDevice = holder.deviceId === undefined || sent.cap_device_id === holder.deviceId;
  if (!isDevice) return no(1508, "cap_device_id is not the device of the token");
  return identityRefusal(sent, holder.identity);
}

function identityRefusal(sent, { type, value }) {
  const { cap_identifier_type: sentType, cap_identifier_value: sentValue, cap_mobile: mobile } = sent;
  if ((sentType === undefined) !== (sentValue === undefined)) {
    return no(1541, "cap_identifier_type and cap_identifier_value go together");
  }
  if (sentType === undefined && mobile === undefined) {
    return no(1541, "neither cap_identifier_type and cap_identifier_value nor cap_mobile was sent");
  }
  const isIdentifier = sentType === undefined || (sentType === type && sentValue === value);
  // Of a customer known by something else, the mobile number is not in the token.
  const isMobile = mobile === undefined || type !== "MOBILE" || mobile === value;
  return isIdentifier && isMobile ? null : no(1541, "the identifier is not the token's");
}

function customerBody({ identity, user, channel }) {
  const status = { success: "true", code: "200", message: "Success" };
  const customer = { user_id: Number(user.uid), identifier: identity, channel };
  return { response: { status, customers: { customer: [customer] } } };
}
