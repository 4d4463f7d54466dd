// Whether a purchase is rightly refused that an earlier version signed, found out from its parameters alone.

import { NOW } from "./calls/tokens.mjs";

const KNOWN = ["merchantUid", "companyUid", "title", "subtitle", "reference", "amountCents", "currency", "email", "firstName", "lastName", "phoneNumber", "birthDate", "countryCode", "lang", "address", "shippingAddress", "metadata", "redirectUrl", "cancelUrl", "paymentNotificationUrl", "errorNotificationUrl"];
const UNREPEATED = "(a name too long or too odd to repeat)";
const OBJECTS = ["address", "shippingAddress", "metadata"];

/** Whether what an error says of a purchase is so. */
export function isRightAboutPurchase([given, , options], { code, field, message }) {
  // What is signed is what JSON makes of them.
  const parameters = typeof given?.toJSON === "function" ? given.toJSON() : given;
  const isThere = (name) => ![undefined, "null", '""'].includes(JSON.stringify(parameters?.[name] ?? null));
  if (code === "unknown_option") {
    const meant = / did you mean (\w+)\?/.exec(message)?.[1];
    const isIt = field === UNREPEATED ? (name) => !/^[\w.-]{1,40}$/.test(name) : (name) => name === field;
    return Object.keys(parameters).some((name) => isIt(name) && isNear(name, meant) && !KNOWN.includes(name) && !options?.others?.includes(name));
  }
  if (code !== "invalid_argument") return false;
  if (message.endsWith(" Where that is meant, set the option incomplete")) {
    if (options?.incomplete === true) return false;
    return field === "merchantUid" ? !isThere("merchantUid") && !isThere("companyUid") : ["reference", "amountCents"].includes(field) && !isThere(field);
  }
  if (/ must be an object: its text, as by JSON\.stringify, /.test(message)) return OBJECTS.includes(field) && isThereAsText(parameters[field]);
  return message === "expiresAt has passed: nobody could pay with this signature" && field === "expiresAt" && Math.trunc(options.expiresAt) <= (options.now ?? NOW) && options.expiresAt >= 1e11;
}

/** Whether JSON makes something of a value that is neither an object nor null. */
function isThereAsText(value) {
  const text = JSON.stringify(value);
  return text !== undefined && text !== "null" && !text.startsWith("{");
}

/** Whether a name is another spelling of a known one, or one slip of the hand away from it. */
function isNear(name, known) {
  if (!KNOWN.includes(known)) return false;
  const [one, other] = [name.replace(/[_\- ]/g, "").toLowerCase(), known.toLowerCase()];
  if (one === other) return true;
  const without = (text, at) => text.slice(0, at) + text.slice(at + 1);
  const at = [...one, ""].findIndex((letter, index) => letter !== (other[index] ?? ""));
  const swapped = one.slice(0, at) + (one[at + 1] ?? "") + (one[at] ?? "") + one.slice(at + 2);
  return other.length >= 5 && [[without(one, at), other], [one, without(other, at)], [without(one, at), without(other, at)], [swapped, other]].some(([a, b]) => a === b);
}
