// Caxton: registrations, tokens, envelopes.

import { WITH_MD5, md5 } from "../by-hand/basic.mjs";
import { openEnvelope, readRegistration } from "../by-hand/envelopes.mjs";
import { answer } from "../samples/answers.mjs";
import { flat } from "../samples/flat.mjs";
import { CARRIED, NOW, jwts } from "../samples/jwts.mjs";
import { letters, sequence } from "../samples/sequence.mjs";
import { tills } from "../samples/tills.mjs";
import { READ_TOKEN } from "./pledg.mjs";
import { bySize, lookAt, lookAtRequest, row, timesOneHeader } from "./row.mjs";

const MANY = 32;
const BASE = "https://sandbox.caxton.io/api/";
const environment = "sandbox";

export function caxtonRows({ caxton }) {
  return [...requestRows(caxton), ...answerRows(caxton), ...valueRows(caxton)];
}

function requestRows(caxton) {
  const accessToken = jwts(1, 1_000)[0];
  const bearer = { Authorization: `Bearer ${accessToken}` };
  const builder = { using: "URL, JSON.stringify", look: lookAtRequest, bar: timesOneHeader(5), inputs: tills(MANY) };
  return [
    row({
      ...builder,
      call: "caxton.registerRequest",
      about: "a client",
      ours: ({ username, password }) => caxton.registerRequest({ environment, username, clientname: password }),
      byHand: ({ username, password }) => ({
        method: "POST",
        url: new URL("clients/auth/register", BASE).href,
        headers: { accept: "application/json", "content-type": "text/json" },
        body: JSON.stringify({ Username: username, Clientname: password }),
      }),
    }),
    row({
      ...builder,
      call: "caxton.tokenRequest",
      about: "a client",
      ours: ({ username, password }) => caxton.tokenRequest({ environment, username, clientPassword: password }),
      byHand: ({ username, password }) => ({
        method: "POST",
        url: new URL("token", BASE).href,
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
        body: new URLSearchParams({ Grant_Type: "password", Username: username, Password: password }).toString(),
      }),
      using: "URL, URLSearchParams",
      // The vendor's page says `*/*`; what counts here is what it costs.
      same: ({ headers, ...request }) => request,
    }),
    row({
      ...builder,
      call: "caxton.subsidiaryRequest",
      about: "a sub-account",
      ours: ({ username }) => caxton.subsidiaryRequest({ environment, accessToken, companyName: username, email: "accounts@demo45.example" }),
      byHand: ({ username }) => ({
        method: "POST",
        url: new URL("clients/subsidiary", BASE).href,
        headers: { ...bearer, "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ CompanyName: username, Email: "accounts@demo45.example" }),
      }),
    }),
    row({
      ...builder,
      call: "caxton.resetRequest",
      about: "a sub-account",
      ours: ({ username }) => caxton.resetRequest({ environment, path: "clients/auth/reset", accessToken, identityNumber: username }),
      byHand: ({ username }) => ({
        method: "PUT",
        url: new URL("clients/auth/reset", BASE).href,
        headers: { ...bearer, IdentityNumber: username, Accept: "application/json" },
      }),
      using: "URL, a record",
    }),
    ...Object.entries(CARRIED).map(([about, inputs]) =>
      row({
        call: "caxton.bearerHeaders",
        about: `${about}, for a sub-account`,
        inputs,
        ours: (token) => caxton.bearerHeaders({ accessToken: token, identityNumber: "12345" }),
        byHand: (token) => ({ Authorization: `Bearer ${token}`, IdentityNumber: "12345" }),
        using: "a record",
        look: lookAt("Authorization"),
        bar: timesOneHeader(1.2),
      }),
    ),
  ];
}

function envelope(model, rows) {
  return {
    Content: {
      Model: { ...model, ...(rows.length > 0 && { Rows: rows }), ApiStatusCode: 100, ApiStatus: "IsValid", ApiStatusDescription: "Valid Operation" },
      ExpectedResponses: ["IsValid"],
    },
    AuthorisedClientModel: { ClientId: 17, Name: "Demo Zoë" },
  };
}

const enveloped = (model) => (bytes, kind, seed) => {
  const around = (rows) => envelope(model(seed), rows);
  return { status: 200, body: bytes < 400 ? flat(JSON.stringify(around([]))) : answer(bytes, kind, seed, around) };
};

function answerRows(caxton) {
  const registration = (seed) => ({
    ClientPassword: letters(sequence(seed), 40),
    StartDate: "2025-09-23T10:55:45.0645017Z",
    EndDate: "2025-10-23T10:55:45.0645017Z",
    PublicKey: letters(sequence(seed + 1), 30),
  });
  return [
    ...bySize({
      call: "caxton.readEnvelope",
      make: enveloped((seed) => ({ ApplicantId: seed, Name: "Ann" })),
      ours: (response) => caxton.readEnvelope(response),
      byHand: openEnvelope,
      using: "JSON.parse",
    }),
    ...bySize({
      call: "caxton.readRegisterResponse",
      make: enveloped(registration),
      ours: (response) => caxton.readRegisterResponse(response),
      byHand: readRegistration,
      using: "JSON.parse, Date.parse",
    }),
    ...bySize({ call: "caxton.readTokenResponse", ours: (response) => caxton.readTokenResponse(response, { now: NOW }), ...READ_TOKEN }),
  ];
}

function valueRows(caxton) {
  return [
    row({
      call: "caxton.parseDateTime",
      about: "a date without a zone",
      inputs: Array.from({ length: 16 }, (_, index) => `2023-12-01T20:43:${10 + index}.7267638`),
      ours: (text) => caxton.parseDateTime(text),
      byHand: (text) => Date.parse(`${text}Z`),
      using: "Date.parse",
    }),
    row({
      call: "caxton.userPasswordDigest",
      about: "a password",
      inputs: tills(MANY).map(({ password }) => password),
      ours: (password) => caxton.userPasswordDigest(password),
      byHand: (password) => Buffer.from(md5(password)).toString("base64"),
      using: `${WITH_MD5}, Buffer`,
    }),
  ];
}
