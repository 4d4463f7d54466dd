// Basic, Bearer, MD5 and JWTs.

import crypto from "node:crypto";

import { WITH_MD5, basic, md5, parseBasic, tillHeader } from "../by-hand/basic.mjs";
import { isWeak, nearestName as nearest, parseHost as parsed } from "../by-hand/checks.mjs";
import { signHs256, verifyHs256 } from "../by-hand/jwt.mjs";
import { CARRIED, NOW, SIGNING_SECRET, claims, jwts } from "../samples/jwts.mjs";
import { tills } from "../samples/tills.mjs";
import { row, timesByHand, timesOneHeader } from "./row.mjs";

const MANY = 32;
const OPTION_NAMES = ["username", "password", "passwordMd5", "allowHashLikePassword", "attribution"];

export function schemeRows(api, { jose }) {
  return [...basicRows(api), ...jwtRows(api, jose), ...checkRows(api)];
}

function basicRows({ basicAuthorization, parseBasicAuthorization, bearerAuthorization, md5Hex, isAuthError }) {
  const refused = thrownBy(() => basicAuthorization("till:1", "server123"));
  return [
    row({
      call: "basicAuthorization",
      about: "a user",
      inputs: tills(MANY),
      ours: ({ username, password }) => basicAuthorization(username, password),
      byHand: ({ username, password }) => basic(username, password),
      using: "Buffer",
      bar: timesOneHeader(1.2),
    }),
    row({
      call: "parseBasicAuthorization",
      about: "a user",
      inputs: tills(MANY).map(tillHeader),
      ours: (value) => parseBasicAuthorization(value),
      byHand: parseBasic,
      using: "Buffer",
      bar: timesOneHeader(1.2),
    }),
    ...Object.entries(CARRIED).map(([about, inputs]) =>
      row({
        call: "bearerAuthorization",
        about,
        inputs,
        ours: (token) => bearerAuthorization(token),
        byHand: (token) => `Bearer ${token}`,
        using: "a template literal",
        bar: timesOneHeader(1.2),
      }),
    ),
    row({
      call: "md5Hex",
      about: "a password",
      inputs: tills(MANY).map(({ password }) => password),
      ours: (password) => md5Hex(password),
      byHand: md5,
      using: WITH_MD5,
    }),
    row({
      call: "md5Hex",
      about: "12 kB",
      inputs: jwts(4, 12_000),
      ours: (text) => md5Hex(text),
      byHand: md5,
      using: WITH_MD5,
    }),
    row({
      call: "md5Hex",
      about: "64 kB as bytes",
      inputs: [crypto.randomBytes(64_000)],
      ours: (bytes) => md5Hex(bytes),
      byHand: md5,
      using: WITH_MD5,
    }),
    row({
      call: "isAuthError",
      about: "another error",
      inputs: [new TypeError("another")],
      ours: (error) => isAuthError(error),
      byHand: (error) => error instanceof RangeError,
      using: "instanceof",
    }),
    row({
      call: "AuthError.toJSON",
      about: "a refused argument",
      inputs: [refused],
      ours: (error) => error.toJSON(),
      byHand: ({ name, code, message, field, position, retryable }) => ({ name, code, message, field, position, retryable }),
      using: "a record",
    }),
  ];
}

function jwtRows({ decodeJwt, signJwtHs256, verifyJwtHs256 }, jose) {
  const lengths = [600, 1_000, 1_500];
  const secrets = ["the secret that comes after it, of 32 bytes", SIGNING_SECRET];
  return [
    ...lengths.map((length) =>
      row({
        call: "decodeJwt",
        about: `${characters(length)}`,
        inputs: jwts(MANY, length),
        ours: (token) => decodeJwt(token),
        byHand: (token) => ({ header: jose.decodeProtectedHeader(token), claims: jose.decodeJwt(token), signature: token.split(".")[2], problems: [] }),
        using: "jose: decodeJwt, decodeProtectedHeader",
        bar: timesByHand(1.5),
      }),
    ),
    ...lengths.map((length) =>
      row({
        call: "signJwtHs256",
        about: characters(length),
        inputs: Array.from({ length: MANY }, (_, seed) => claims(length, seed + 1)),
        ours: (payload) => signJwtHs256(payload, SIGNING_SECRET),
        byHand: (payload) => signHs256(payload, SIGNING_SECRET),
        using: "crypto.createHmac, Buffer, JSON.stringify",
        bar: timesByHand(2),
      }),
    ),
    ...lengths.map((length) =>
      row({
        call: "verifyJwtHs256",
        about: characters(length),
        inputs: jwts(MANY, length),
        ours: (token) => verifyJwtHs256(token, SIGNING_SECRET, { now: NOW }),
        byHand: (token) => verifyHs256(token, [SIGNING_SECRET], NOW),
        using: "crypto.createHmac, timingSafeEqual, JSON.parse",
        bar: timesByHand(2),
      }),
    ),
    row({
      call: "verifyJwtHs256",
      about: "1,000 characters, the second of two secrets",
      inputs: jwts(MANY, 1_000),
      ours: (token) => verifyJwtHs256(token, secrets, { now: NOW }),
      byHand: (token) => verifyHs256(token, secrets, NOW),
      using: "crypto.createHmac, timingSafeEqual, JSON.parse",
      bar: timesByHand(2),
    }),
  ];
}

function checkRows({ isWeakSecret, parseHost, nearestName }) {
  return [
    row({
      call: "isWeakSecret",
      about: "a secret",
      inputs: ["your_secret", SIGNING_SECRET],
      ours: (secret) => isWeakSecret(secret),
      byHand: isWeak,
      using: "Buffer.byteLength",
    }),
    row({
      call: "parseHost",
      about: "a host with a path",
      inputs: ["EU.api.capillarytech.com", "https://api.shop.example/v2/", "http://127.0.0.1:8787/api"],
      ours: (text) => parseHost(text),
      byHand: parsed,
      using: "new URL",
      look: ({ origin }) => origin.charCodeAt(8),
    }),
    row({
      call: "nearestName",
      about: "a misspelt option of five",
      inputs: ["pasword", "user_name", "colour"],
      ours: (name) => nearestName(name, OPTION_NAMES),
      byHand: (name) => nearest(name, OPTION_NAMES),
      using: "a loop over the matrix",
    }),
  ];
}

const characters = (length) => `a JWT of ${length.toLocaleString("en")} characters`;

function thrownBy(call) {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
