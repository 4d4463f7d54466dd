// The secrets of the scanned program. Nothing of them may be in what it says.

import { createHash } from "node:crypto";

export const CAPILLARY = { key: "PlantedCapillaryKeyXyz25", secret: 'PlantedSecret "With/+&= and more 0123456789' };
export const TILL = { username: "planted.till", password: "Planted pass'word é 77" };
export const PLEDG = { key: "planted-pledg-key-0815", secret: "planted:pledg+secret%of 4711" };
export const PLEDG_USER = { email: "planted@example.com", password: "planted-dashboard:password?" };
export const CAXTON = { username: "planted.api@example.com", clientname: "plantedclient", clientPassword: "Planted+Client/Password=The&Way%20!" };
export const SIGNING_SECRET = "planted-signing-secret-of-thirty-two-bytes-or-more";
export const SEALING_KEY = Buffer.from("planted sealing key, 32 bytes !!");
/** One that no vendor issued, for what refuses it. */
export const TOKEN = "eyJraWQiOiJrMSJ9.eyJzdWIiOiJQbGFudGVkIn0.UGxhbnRlZFNpZ25hdHVyZQ";

const digest = createHash("md5").update(TILL.password).digest("hex");

export const PLANTED = [
  ...Object.values(CAPILLARY),
  TILL.password,
  // With Capillary the digest is the credential that is sent.
  digest,
  Buffer.from(`${TILL.username}:${digest}`).toString("base64"),
  ...Object.values(PLEDG),
  PLEDG_USER.password,
  CAXTON.clientPassword,
  SIGNING_SECRET,
  SEALING_KEY.toString(),
  ...secretPartsOf(TOKEN),
];

/** Which an authenticator hides, and the emulator shows among its settings: they are names rather than secrets there. */
export const KEYS = [CAPILLARY.key, PLEDG.key];

/** The lines between which the emulator shows itself, and after which the package goes on. */
export const EMULATOR = "-- the emulator --";
export const PACKAGE = "-- the package --";

/** A token, and the parts of it that are not the same for everybody. */
export function secretPartsOf(token) {
  return [token, ...token.split(".").slice(1)];
}
