// Every public function of the root entry, with the arguments it is called with at random, and how often.

import { customerRequests } from "../../vectors/customer-requests.mjs";
import { answers, found, givenTo, goodAnswers, vectors } from "./samples.mjs";
import { notification } from "./notifications.mjs";
import { definition, methods } from "./profiles.mjs";
import { clockGiven, response } from "./responses.mjs";
import { anyText, changedText } from "./texts.mjs";
import { anySecret, anyToken, changedToken, NOW, secretGiven, signedAgain, signedToken, soundToken } from "./tokens.mjs";
import { changed, nested, wrongKind } from "./values.mjs";

/** The arguments of a row of the vectors, its members bred with those of other rows, and then changed. */
function bred(name) {
  const rows = givenTo.get(name);
  const good = vectors.filter(({ operation, expected }) => operation === name && expected.error === undefined).map(({ given }) => given);
  return (chance) => {
    const [first, second] = [chance.of(chance.percent(60) ? good : rows), chance.of(chance.percent(50) ? good : rows)];
    let given = first.map((argument, index) => crossed(chance, argument, second[index]));
    for (let changes = chance.weighted([[50, 0], [40, 1], [10, 2]]); changes > 0; changes -= 1) given = changed(chance, given);
    return given;
  };
}

/** Options of which some members are another row's, or what stands under that name anywhere. */
function crossed(chance, options, others) {
  if (typeof options !== "object" || options === null || Array.isArray(options) || options instanceof Uint8Array) {
    return chance.percent(12) && others !== undefined ? others : options;
  }
  const mixed = {};
  for (const [name, value] of Object.entries(options)) {
    if (chance.percent(10)) mixed[name] = chance.of(found.byName.get(name));
    else if (chance.percent(15) && Object.hasOwn(others ?? {}, name)) mixed[name] = others[name];
    else mixed[name] = value;
  }
  if (chance.percent(8) && typeof others === "object") return { ...mixed, ...others };
  return mixed;
}

const reader = (name) => (chance) => [response(chance, answers.get(name), goodAnswers.get(name)), ...clockGiven(chance)];
const classifier = (name) => (chance) => [response(chance, answers.get(name), answers.get(name)), ...(chance.percent(1) ? [wrongKind(chance)] : [])];

const texts = (count) => (chance) => {
  const given = Array.from({ length: count }, () => (chance.percent(94) ? anyText(chance) : wrongKind(chance)));
  return chance.percent(3) ? given.slice(1) : given;
};

const either = (...pairs) => (chance) => chance.weighted(pairs)(chance);

function verification(chance) {
  const secret = anySecret(chance);
  const token = chance.weighted([
    [25, () => soundToken(chance, secret)],
    [30, () => signedToken(chance, secret)],
    [15, () => signedAgain(chance, chance.of(found.tokens), secret)],
    [20, () => changedToken(chance, signedToken(chance, secret))],
    [10, () => anyToken(chance)],
  ])();
  const options = {
    ...(chance.percent(80) && { now: chance.of([NOW, NOW, NOW, NOW, NOW, NOW, 0, NOW + 300_000, NOW / 1_000, NOW + 0.9, -1, NaN]) }),
    ...(chance.percent(20) && { clockToleranceSeconds: chance.of([0, 1, 300, 301, 1.5, -1, NaN, "5"]) }),
    ...(chance.percent(20) && { requireExp: chance.of([true, false, true, false, "true", null]) }),
    ...(chance.percent(15) && { strict: chance.of([true, false, 1]) }),
  };
  return [token, secretGiven(chance, secret), ...(chance.percent(90) ? [chance.percent(5) ? changed(chance, options) : options] : [])];
}

function signing(chance) {
  let claims = chance.of([{}, { sub: "a" }, { data: { a: [1, 2.5, "é", null, true] } }, { exp: NOW / 1_000 }, { iat: 1, nbf: 2 }, { [chance.of(found.names)]: chance.of(found.scalars), nested: { "": [] } }]);
  if (chance.percent(40)) claims = changed(chance, claims);
  if (chance.percent(10)) claims = { ...claims, a: wrongKind(chance) };
  if (chance.percent(4)) claims = { ...claims, a: nested(chance) };
  const options = {
    ...(chance.percent(30) && { issuedAt: chance.of([NOW, NOW + 999, 0, NOW / 1_000, 1e11, 1e11 - 1, -1, NaN, undefined, "5", 8.64e15]) }),
    ...(chance.percent(30) && { expiresAt: chance.of([NOW + 60_000, NOW + 1_999.9, NOW / 1_000, 0, null, undefined, Infinity]) }),
    ...(chance.percent(25) && { header: chance.of([{}, { kid: "1" }, { typ: "at+jwt" }, { alg: "HS256", typ: "x" }, { typ: "x", alg: "HS256", kid: "é" }, { alg: "none" }, { crit: ["x"] }, { b64: false }, [], "x", null, undefined, { a: undefined }, { a: new Map() }]) }),
    ...(chance.percent(15) && { strict: chance.of([true, false, "x"]) }),
  };
  const secret = chance.percent(75) ? anySecret(chance) : secretGiven(chance, anySecret(chance));
  return [claims, secret, ...(chance.percent(80) ? [chance.percent(5) ? changed(chance, options) : options] : [])];
}

const PARAMETERS = ["merchantUid", "companyUid", "amountCents", "currency", "reference", "title", "subtitle", "email", "firstName", "lastName", "phoneNumber", "birthDate", "countryCode", "lang", "address", "shippingAddress", "metadata", "redirectUrl", "cancelUrl", "paymentNotificationUrl", "onSuccess", "onCancel", "onError", "onOpen", "container", "signature", "data", "purchase_link_settings", "purchaseLinkSettings", "onClose", "onCheckValidity", "configure", "containerElement", "errorNotificationUrl", "amount_cents", "refrence", "merchantUID"];

function purchase(chance) {
  const parameters = {};
  for (let count = chance.between(1, 6); count > 0; count -= 1) {
    const name = chance.percent(92) ? chance.of(PARAMETERS.slice(0, chance.percent(85) ? 20 : undefined)) : chance.of(found.names);
    if (chance.percent(1)) parameters.metadata = nested(chance);
    parameters[name] = name === "amountCents" ? chance.of([0, 1, 2_000, 20.5, -1, NaN, "2000", 2 ** 53, 1e21, undefined, null]) : chance.percent(85) ? chance.of(found.byName.get(name) ?? found.texts) : chance.percent(50) ? wrongKind(chance) : anyText(chance);
  }
  // What is not whole is refused, unless the call says that it is meant.
  if (chance.percent(30)) Object.assign(parameters, { merchantUid: "mer_1", reference: "ref_1", amountCents: 2_000, ...parameters });
  const [, secret, options] = signing(chance);
  const meant = { ...(chance.percent(80) && { incomplete: true }), ...(chance.percent(20) && { others: chance.of([["amount_cents", "refrence"], Object.keys(parameters), [], ["a"]]) }), ...(chance.percent(10) && { now: chance.of([NOW, NOW + 61_000, 0, NOW / 1_000, -1]) }) };
  const settings = chance.percent(20) ? { purchaseLinkSettings: chance.of([{ send_email: true }, { send_email: true, email: "a@b.c" }, { phone_number: "+33" }, { sendEmail: true }, { email: 5 }, {}, null, undefined, "x"]) } : {};
  const { header, strict, ...times } = options ?? {};
  const given = { ...(chance.percent(70) ? times : options), ...settings, ...meant };
  return [parameters, secret, ...(chance.percent(90) ? [chance.percent(5) ? changed(chance, given) : given] : [])];
}

function tills(chance) {
  const row = bred("capillary.basicHeaders");
  const plain = () => ({ username: `till.${chance.below(1_000)}`, password: chance.percent(90) ? `pass${chance.bits()}` : anyText(chance) });
  const count = chance.weighted([[70, chance.below(6)], [25, chance.below(40)], [5, chance.below(600)]]);
  const list = Array.from({ length: count }, () => (chance.percent(70) ? plain() : chance.percent(90) ? [row(chance)].flat()[0] : wrongKind(chance)));
  return [chance.percent(96) ? list : chance.percent(50) ? wrongKind(chance) : changed(chance, list)];
}

function digestInput(chance) {
  if (chance.percent(60)) return [anyText(chance)];
  if (chance.percent(70)) return [Uint8Array.from({ length: chance.of([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 200, 1_000]) }, () => chance.below(256))];
  return [chance.percent(50) ? wrongKind(chance) : changed(chance, new Uint8Array([1, 2, 3]))];
}

function parsedValue(chance) {
  const text = `${chance.percent(50) ? changedText(chance, "user") : anyText(chance)}:${anyText(chance)}`;
  const encoded = Buffer.from(text, chance.percent(85) ? "utf8" : "latin1").toString(chance.percent(85) ? "base64" : "base64url");
  const value = `${chance.percent(85) ? "Basic " : chance.of(["basic ", "BASIC  ", "Basic", "Bearer ", "Basic\t"])}${encoded}`;
  return [chance.percent(20) ? changedText(chance, value) : value];
}

const DATES = ["2023-08-23T10:55:45.0645017Z", "2023-12-01T20:43:29.7267638", "2023-11-21T00:00:00", "2024-02-29T23:59:59Z", "2023-02-29T00:00:00", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2023-08-23T10:55:45+02:00", "2023-08-23T10:55:45-0130", "0001-01-01T00:00:00", "2023-06-30T23:59:60Z", "2023-08-23 10:55:45", "2023-08-23"];

const dateTime = (chance) => [chance.percent(96) ? (chance.percent(20) ? chance.of(DATES) : changedDate(chance)) : wrongKind(chance)];

function changedDate(chance) {
  const text = chance.of(DATES);
  if (chance.percent(35)) return changedText(chance, text);
  return text.replace(/\d/g, (digit) => (chance.percent(92) ? digit : String(chance.below(10))));
}

const decoded = (chance) => [chance.percent(97) ? anyToken(chance) : wrongKind(chance)];

const scenario = (chance) => [chance.percent(70) ? chance.of(["pos-client", "pos-server", "ftp-server", "custom-server", "connector", "customer-app", "instore-client", "microsite", "staff-app"]) : chance.percent(80) ? changedText(chance, "pos-client") : wrongKind(chance)];

/** What holds a token may hold one that the copy itself has read: `OwnToken` stands for it until the call. */
export class OwnToken {
  constructor(value) {
    this.text = value;
  }
}

const TOKEN_OPTIONS = ["accessToken", "token", "key", "expiredToken", "authorizedToken"];

function withOwnTokens(make) {
  return (chance) => {
    const made = make(chance);
    // A change may have made something else of the list of arguments: then that is the argument.
    const given = Array.isArray(made) ? made : [made];
    const [options] = given;
    if (!chance.percent(12) || typeof options !== "object" || options === null || Object.getPrototypeOf(options) !== Object.prototype) return given;
    const name = TOKEN_OPTIONS.find((one) => typeof options[one] === "string");
    return name === undefined ? given : [{ ...options, [name]: new OwnToken(options[name]) }, ...given.slice(1)];
  };
}

const errorFields = (chance) => {
  const fields = { code: chance.of(["invalid_argument", "network", "", undefined, 5]), message: chance.of(["what happened", "", undefined, null]) };
  for (const name of ["vendor", "field", "position", "status", "vendorCode", "vendorMessage", "requestId", "retryable", "retryAfterMs", "other"]) {
    if (chance.percent(25)) fields[name] = chance.of(["x", 0, 1, true, false, null, undefined, {}, []]);
  }
  return [chance.percent(95) ? fields : wrongKind(chance), ...(chance.percent(30) ? [chance.of([{ cause: new Error("why") }, { cause: "x" }, {}, undefined, null])] : [])];
};

/** Each function by its public name: how often it is called, as a share of all, and with what. */
export const FUNCTIONS = {
  basicAuthorization: [2, either([60, texts(2)], [40, bred("basicAuthorization")])],
  parseBasicAuthorization: [2, either([60, parsedValue], [30, bred("parseBasicAuthorization")], [10, texts(1)])],
  bearerAuthorization: [2, either([50, texts(1)], [30, decoded], [20, bred("bearerAuthorization")])],
  md5Hex: [2, either([80, digestInput], [20, bred("md5Hex")])],
  decodeJwt: [6, either([90, decoded], [10, bred("decodeJwt")])],
  signJwtHs256: [3, either([70, signing], [30, bred("signJwtHs256")])],
  verifyJwtHs256: [6, either([82, verification], [18, bred("verifyJwtHs256")])],
  isAuthError: [0.5, (chance) => [wrongKind(chance)]],
  AuthError: [0.5, errorFields],
  defineProfile: [3, definition],
  ...Object.fromEntries(Object.entries(methods).map(([name, make]) => [`Profile.${name}`, [{ readTokenResponse: 4, classifyResponse: 5 }[name] ?? 1, make]])),
  "capillary.basicAuthorization": [2, either([60, texts(2)], [40, bred("capillary.basicAuthorization")])],
  "capillary.basicCredentials": [1, either([60, texts(2)], [40, bred("capillary.basicAuthorization")])],
  "capillary.basicHeaders": [2, bred("capillary.basicHeaders")],
  "capillary.basicHeadersBatch": [0.5, tills],
  "capillary.oauthHeaders": [1.5, bred("capillary.oauthHeaders")],
  "capillary.tokenRequest": [1.5, bred("capillary.tokenRequest")],
  "capillary.readTokenResponse": [7, either([85, reader("capillary.readTokenResponse")], [15, bred("capillary.readTokenResponse")])],
  "capillary.classifyResponse": [10, either([90, classifier("capillary.classifyResponse")], [10, bred("capillary.classifyResponse")])],
  "capillary.staffTokenRequest": [1, bred("capillary.staffTokenRequest")],
  "capillary.readStaffTokenResponse": [3, either([85, reader("capillary.readStaffTokenResponse")], [15, bred("capillary.readStaffTokenResponse")])],
  "capillary.staffHeaders": [1, bred("capillary.staffHeaders")],
  "capillary.staffLogoutRequest": [1, bred("capillary.staffLogoutRequest")],
  "capillary.adminHeaders": [1.5, bred("capillary.adminHeaders")],
  "capillary.recommend": [0.5, scenario],
  ...Object.fromEntries(
    [...customerRequests.keys(), "headers"].map((name) => [
      `capillary.customer.${name}`,
      [0.8, bred(`capillary.customer.${name}`)],
    ]),
  ),
  "capillary.customer.readResponse": [6, either([85, reader("capillary.customer.readResponse")], [15, bred("capillary.customer.readResponse")])],
  "pledg.basicHeaders": [1, bred("pledg.basicHeaders")],
  "pledg.tokenRequest": [1, bred("pledg.tokenRequest")],
  "pledg.readTokenResponse": [4, either([85, reader("pledg.readTokenResponse")], [15, bred("pledg.readTokenResponse")])],
  "pledg.bearerHeaders": [1, bred("pledg.bearerHeaders")],
  "pledg.signPurchase": [3, either([70, purchase], [30, bred("pledg.signPurchase")])],
  "pledg.purchaseUrl": [1, bred("pledg.purchaseUrl")],
  "pledg.transferUrl": [1, bred("pledg.transferUrl")],
  "pledg.purchaseLinkRequest": [1, bred("pledg.purchaseLinkRequest")],
  "pledg.verifyNotification": [9, notification],
  "caxton.registerRequest": [1, bred("caxton.registerRequest")],
  "caxton.readRegisterResponse": [4, either([85, reader("caxton.readRegisterResponse")], [15, bred("caxton.readRegisterResponse")])],
  "caxton.tokenRequest": [1, bred("caxton.tokenRequest")],
  "caxton.readTokenResponse": [4, either([85, reader("caxton.readTokenResponse")], [15, bred("caxton.readTokenResponse")])],
  "caxton.bearerHeaders": [1, bred("caxton.bearerHeaders")],
  "caxton.subsidiaryRequest": [1, bred("caxton.subsidiaryRequest")],
  "caxton.resetRequest": [1, bred("caxton.resetRequest")],
  "caxton.readEnvelope": [5, either([85, reader("caxton.readEnvelope")], [15, bred("caxton.readEnvelope")])],
  "caxton.parseDateTime": [1.5, dateTime],
  "caxton.userPasswordDigest": [1, either([60, texts(1)], [40, bred("caxton.userPasswordDigest")])],
};

for (const row of Object.values(FUNCTIONS)) row[1] = withOwnTokens(row[1]);

/** What is no function: it is compared once. */
export const TABLES = ["capillary.hosts", "capillary.scenarios", "pledg.environments", "caxton.environments"];
