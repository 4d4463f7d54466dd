// What authenticators tell besides, since the earlier version: taken out where it is right, so that all the rest is compared.

const VENDORS = { capillaryOAuth: "capillary", capillaryBasic: "capillary", pledgBasic: "pledg", pledgAccessToken: "pledg", caxtonAccount: "caxton" };
const FAILURES = ["token_request_failed", "token_request_retried"];
const CODES = /^[a-z_]+$/;

/** An outcome of the later copy without them; as it is where one of them is not right. */
export function withoutToldSince(outcome, { name, given: [script] }) {
  if (!name.startsWith("server.") || outcome.how !== "returned" || !Array.isArray(outcome.value?.events)) return outcome;
  const whose = { vendor: VENDORS[script.kind] ?? script.profile?.name, name: script.options?.name };
  const { seen, events, status, ...others } = outcome.value;
  const earlierStatus = (value) => (isStatus(value) ? statusOf(value, whose) : value);
  return {
    ...outcome,
    value: {
      seen: seen.map(([step, what]) => [step, step === "status" && what.how === "returned" ? { ...what, value: earlierStatus(what.value) } : what]),
      ...others,
      events: events.filter((event) => !isCompletion(event)).map((event) => eventOf(event, whose)),
      status: earlierStatus(status),
    },
  };
}

const isWhose = (told, { vendor, name }) => told.vendor === vendor && (told.name ?? undefined) === name;
const isInstant = (value) => value === null || Number.isSafeInteger(value);
const isStatus = (value) => typeof value === "object" && value !== null && "tokenCalls" in value;

function statusOf(status, whose) {
  if (!isWhose(status, whose) || !isInstant(status.rejectedUntil) || !isInstant(status.passwordEndsAt)) return status;
  return without(status, ["name", "vendor", "rejectedUntil", "passwordEndsAt"]);
}

function eventOf(event, whose) {
  // Which of the vendor's words they are is looked at where errors are.
  const words = ["vendorCode", "requestId", "platformCode"].filter((name) => FAILURES.includes(event.type) && typeof event[name] === "string");
  return isWhose(event, whose) ? without(event, ["name", "vendor", ...words]) : event;
}

/** The end of a call, with all that it has to say. */
function isCompletion({ type, method, origin, status, durationMs, attempts, code }) {
  if (type !== "request_completed") return false;
  const isEnd = status === null ? CODES.test(code ?? "aborted_by_caller") : Number.isInteger(status);
  return isEnd && /^https?:\/\/[^/?#]+$/.test(origin) && method === method.toUpperCase() && durationMs >= 0 && (attempts === 1 || attempts === 2);
}

const without = (value, names) => Object.defineProperties({}, Object.fromEntries(Object.entries(Object.getOwnPropertyDescriptors(value)).filter(([name]) => !names.includes(name))));
