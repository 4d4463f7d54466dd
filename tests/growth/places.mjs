// Where in the arguments of a function a text can stand: a place takes a document (what the outside sends as JSON), a line
// (any other text), or both, and gives the call. A text is from outside, or it is an argument, which the caller's own
// program writes.

import { DOCUMENTS, LINES } from "./shapes.mjs";

export const NOW = 1_700_000_000_000;
export const segment = (text) => Buffer.from(text).toString("base64url");
export const HEADER = segment('{"alg":"HS256","typ":"JWT"}');
export const JWT = `${HEADER}.${segment('{"exp":1700000300}')}.c2ln`;
/** What vendors refuse with. */
export const REFUSED = { errors: [{ code: 4000, message: "m" }] };

export const documents = (call) => ({ shapes: DOCUMENTS, call, from: "outside" });
export const lines = (call) => ({ shapes: LINES, call, from: "outside" });
export const both = (call) => ({ shapes: { ...DOCUMENTS, ...LINES }, call, from: "outside" });

/** A place where the text is sent as a segment of a JWT, or as a text in JSON. */
export const inSegment = (call) => ({ ...documents(call), as: segment });
export const inJson = (call) => ({ ...lines(call), as: JSON.stringify });

/** The same places, whose texts are arguments. */
export const asArguments = (places) => Object.fromEntries(Object.entries(places).map(([name, place]) => [name, { ...place, from: "arguments" }]));

/** A place for each of these options, all others as they are. */
export function options(call, given, names = Object.keys(given)) {
  return asArguments(
    Object.fromEntries(names.map((name) => [`option ${name}`, lines((api, text) => call(api, { ...given, [name]: text }))])),
  );
}

/** The three parts of a JWT, and the whole. */
export function jwt(call, sign = () => "c2ln") {
  const made = (header, payload) => `${header}.${payload}.${sign(`${header}.${payload}`)}`;
  return {
    "the header of a JWT": inSegment((api, text) => call(api, made(segment(text), segment("{}")))),
    "the payload of a JWT": inSegment((api, text) => call(api, made(HEADER, segment(text)))),
    "the signature of a JWT": lines((api, text) => call(api, `${HEADER}.e30.${segment(text)}`)),
    "the whole of a JWT": lines(call),
  };
}

/** A value of text, with `undefined` where it is no JSON; made anew each time, since what it costs is its reader's. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const FIELDS = ["Content-Type", "Retry-After", "Date", "Location", "X-Cap-RequestId"];

/** The places in an answer: `good` is one that can be read, `tokens` are pointers to the tokens in it. */
export function answer(call, good, tokens = []) {
  const text = JSON.stringify(good);
  const read = (body, status = 200, headers = {}) => [{ status, headers, body }, { now: NOW }];
  const places = {
    "the body": both((api, body) => call(api, ...read(body))),
    "the body of a 401": documents((api, body) => call(api, ...read(body, 401))),
    "the parsed body": documents((api, body) => {
      const value = parsed(body);
      if (value !== undefined) call(api, ...read(value));
    }),
    "before what is wanted": documents((api, member) => call(api, ...read(`{"x":${member},${text.slice(1)}`))),
    "behind what is wanted": documents((api, member) => call(api, ...read(`${text.slice(0, -1)},"x":${member}}`))),
    "many header fields": lines((api, value) =>
      call(api, { ...read(text)[0], headers: Object.fromEntries(pieces(value).map((piece, index) => [`x-${index}`, piece])) }, { now: NOW }),
    ),
  };
  for (const field of FIELDS) {
    places[`the header field ${field}`] = inJson((api, value) => call(api, ...read(text, 503, { [field]: value })));
  }
  places["the header field Content-Type of a success"] = inJson((api, value) => call(api, ...read(text, 200, { "Content-Type": value })));
  for (const pointer of textsIn(good)) {
    places[`the text at ${pointer}`] = inJson((api, value) => call(api, ...read(JSON.stringify(replaced(good, pointer, value)))));
  }
  for (const pointer of tokens) {
    const inToken = (token) => read(JSON.stringify(replaced(good, pointer, token)));
    places[`the header of the token at ${pointer}`] = inSegment((api, part) => call(api, ...inToken(`${segment(part)}.e30.c2ln`)));
    places[`the payload of the token at ${pointer}`] = inSegment((api, part) => call(api, ...inToken(`${HEADER}.${segment(part)}.c2ln`)));
  }
  return places;
}

export const pieces = (text) => text.match(/.{1,16}/gsu) ?? [];

function textsIn(value, pointer = "") {
  if (typeof value === "string") return [pointer];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, `${pointer}/${name}`));
}

function replaced(value, pointer, text) {
  const copy = structuredClone(value);
  const steps = pointer.split("/").slice(1);
  const last = steps.pop();
  steps.reduce((at, step) => at[step], copy)[last] = text;
  return copy;
}
