// The options of the Pledg part: who may ask for tokens, log in, and sign.

import { checkedList, requireNamedFields, requireText, requireWholeNumber } from "../named-fields.ts";

const ONE_DAY_SECONDS = 24 * 60 * 60;

// Colons, percent and plus signs: what a client that encodes carelessly breaks on.
const FAKE_CLIENT = { key: "fake-pledg-key", secret: "fake:pledg+secret%of the emulator" };
const FAKE_USER = { email: "fake.merchant@example.com", password: "fake-dashboard-password" };
const FAKE_MERCHANT = { uid: "mer_fake-merchant-of-the-emulator", secret: "fake-signing-secret-of-the-emulator-0001" };

/** Options with every default filled in; refuses what is not one, naming it. */
export function checkedPledgOptions(options = {}) {
  const where = "startEmulator.pledg";
  requireNamedFields(where, options, ["port", "clients", "users", "merchants"]);
  const { clients = [FAKE_CLIENT], users = [FAKE_USER], merchants = [FAKE_MERCHANT] } = options;
  return {
    clients: checkedList(`${where}.clients`, clients, checkedClient),
    users: checkedList(`${where}.users`, users, checkedUser),
    merchants: checkedList(`${where}.merchants`, merchants, checkedMerchant),
  };
}

/** Refuses a lifetime no access token of a vendor like this would have. */
export function requireLifetime(where, seconds) {
  requireWholeNumber(where, seconds, 1, ONE_DAY_SECONDS);
}

function checkedClient(where, client) {
  requireNamedFields(where, client, ["key", "secret", "lifetimeSeconds"]);
  const { key, secret, lifetimeSeconds = 600 } = client;
  requireText(`${where}.key`, key);
  requireText(`${where}.secret`, secret);
  requireLifetime(`${where}.lifetimeSeconds`, lifetimeSeconds);
  if (key.includes(":")) throw new TypeError(`${where}.key: Basic (RFC 7617) cannot carry a colon`);
  return { key, secret, lifetimeSeconds };
}

function checkedUser(where, user) {
  requireNamedFields(where, user, ["email", "password"]);
  requireText(`${where}.email`, user.email);
  requireText(`${where}.password`, user.password);
  if (user.email.includes(":")) throw new TypeError(`${where}.email: Basic (RFC 7617) cannot carry a colon`);
  return { email: user.email, password: user.password };
}

function checkedMerchant(where, merchant) {
  requireNamedFields(where, merchant, ["uid", "secret"]);
  requireText(`${where}.uid`, merchant.uid);
  requireText(`${where}.secret`, merchant.secret);
  return { uid: merchant.uid, secret: merchant.secret };
}
