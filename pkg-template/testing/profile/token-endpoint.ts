// The token endpoint of a profile: takes the request that the profile describes, field by field, and no other.

import { formFields, formTypeProblem } from '../form-fields.ts';
import { isObject, jsonTypeProblem } from '../json-members.ts';
import { basicPair } from '../basic-pair.ts';
import { basicPairIn } from '../../played/basic-pairs.ts';
import { isTextJsonContentType } from '../media-type.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { type Answer, type Judge, firstRefusal } from '../judgement.ts';
import { refusedTokenAnswer } from '../../played/answers.ts';
import { assertionJudge } from './assertion.ts';
import type { Description, TokenCall } from '../../played/description.ts';
import { type Values, filled, namesIn } from '../../played/templates.ts';
import type { Now } from '../emulator-clock.ts';

interface TokenRefusal {
  readonly reason: string;
  readonly why: 'bad_credentials' | 'error';
  readonly status: number;
}

interface TokenEndpoint {
  readonly description: Description & { readonly request: TokenCall };
  readonly credentials: Values;
  readonly now: Now;
  /** Gives out a token, as the body that it comes in. */
  readonly issue: () => string | object;
}

type Check = (received: ReceivedRequest) => TokenRefusal | null;

export function profileTokenEndpoint({ description, credentials, now, issue }: TokenEndpoint): Judge {
  const { request } = description;
  const compare = comparison(request, credentials, now);
  const checks: readonly Check[] = [
    checkMethod(request),
    checkQuery(request, compare),
    checkHeaders(request, compare),
    checkBasic(request, credentials),
    checkBody(request, compare),
  ];
  return (received) => {
    const refusal = firstRefusal(checks, received);
    if (refusal) {
      const body = refusedTokenAnswer(description, refusal.why);
      return { verdict: refusal.reason, answer: () => ({ status: refusal.status, headers: {}, body }) };
    }
    return { verdict: 'accepted', answer: () => granted(description, issue()) };
  };
}

function granted({ response }: Description, body: string | object): Answer {
  return { status: 200, headers: response?.as === 'text' ? { 'Content-Type': 'text/plain; charset=utf-8' } : {}, body };
}

type Comparison = (what: string, template: string, given: string | undefined) => TokenRefusal | null;

/** Holds a text to its template. What holds a credential is refused as one. */
function comparison({ assertion }: TokenCall, credentials: Values, now: Now): Comparison {
  const judge = assertion && assertionJudge(assertion, credentials, now);
  return (what, template, given) => {
    if (given === undefined) return badRequest(`${what} is missing`);
    if (judge && namesIn(template).includes('assertion')) {
      const [before = '', behind = ''] = template.split('{assertion}').map((part) => filled(part, credentials));
      if (!given.startsWith(before) || !given.endsWith(behind)) return badRequest(`${what} is wrong`);
      const problem = judge(given.slice(before.length, given.length - behind.length));
      return problem ? unauthorized(problem) : null;
    }
    if (given === filled(template, credentials)) return null;
    const names = namesIn(template);
    if (names.length === 0) return badRequest(`${what} is wrong`);
    return unauthorized(`${what} is wrong, which holds ${names.join(' and ')}`);
  };
}

const checkMethod =
  ({ method = 'POST' }: TokenCall): Check =>
  (received) =>
    received.method === method ? null : badRequest(`the token endpoint takes ${method}`, 405);

/** The parameters of the address, with the fields where those stand there. */
function checkQuery({ url, fields = {}, encoding }: TokenCall, compare: Comparison): Check {
  const own: [string, unknown][] = [...new URLSearchParams(url.split('?')[1] ?? '')];
  const expected = Object.fromEntries([...own, ...(encoding === 'query' ? Object.entries(fields) : [])]);
  return ({ query }) => {
    const given = formFields(query);
    if (query !== '' && given.problem !== undefined) return badRequest(given.problem.replace('the body', 'the query'));
    return compareRecord('the parameter', expected, given.fields ?? {}, compare);
  };
}

function checkHeaders({ headers = {} }: TokenCall, compare: Comparison): Check {
  return (received) => {
    for (const [name, template] of Object.entries(headers)) {
      const [value, ...more] = headerValues(received, name);
      if (more.length > 0) return badRequest(`${name} was sent twice`);
      const refusal = compare(name, template, value);
      if (refusal) return refusal;
    }
    return null;
  };
}

function checkBasic({ clientAuthentication, basicEncoding }: TokenCall, credentials: Values): Check {
  const [id, secret] = basicPairIn(credentials);
  return (received) => {
    if (clientAuthentication !== 'basic') return null;
    const [login, ...more] = headerValues(received, 'Authorization');
    if (more.length > 0) return unauthorized('Authorization was sent twice');
    if (login === undefined) return unauthorized('no credential was sent: Authorization is missing');
    const { problem, username, password } = basicPair(login);
    if (problem !== undefined) return unauthorized(problem);
    const read = basicEncoding === 'form-urlencoded' ? formDecoded : (text: string) => text;
    if (read(username) !== credentials[id]) return unauthorized(`wrong ${id} in Authorization`);
    return read(password) === credentials[secret] ? null : unauthorized(`wrong ${secret} in Authorization`);
  };
}

/** Undefined of what was not encoded; more of it may be than has to. */
function formDecoded(text: string): string | undefined {
  if (!/^(?:[\w*.~+-]|%[\da-f]{2})*$/i.test(text)) return undefined;
  return new URLSearchParams(`a=${text}`).get('a') ?? undefined;
}

function checkBody({ fields, encoding = 'form', headers = {} }: TokenCall, compare: Comparison): Check {
  const hasBody = encoding !== 'query' && Object.keys(fields ?? {}).length > 0;
  const hasOwnType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return (received) => {
    if (!hasBody) return received.body === '' ? null : badRequest('the token endpoint takes no body');
    const typeProblem = hasOwnType ? null : TYPE_PROBLEMS[encoding as BodyEncoding](received);
    if (typeProblem) return badRequest(typeProblem, 415);
    if (encoding === 'form') {
      const given = formFields(received.body);
      return given.problem === undefined
        ? compareRecord('the field', fields ?? {}, given.fields, compare)
        : badRequest(given.problem);
    }
    try {
      return compareDeep('the body', fields ?? {}, JSON.parse(received.body), compare);
    } catch {
      return badRequest('the body is not JSON');
    }
  };
}

type BodyEncoding = 'form' | 'json' | 'text-json';

const TYPE_PROBLEMS: Readonly<Record<BodyEncoding, (received: ReceivedRequest) => string | null>> = {
  form: formTypeProblem,
  json: jsonTypeProblem,
  'text-json': (received) => {
    const types = headerValues(received, 'Content-Type');
    return types.length === 1 && types.every(isTextJsonContentType) ? null : 'Content-Type must be text/json, once';
  },
};

type Fields = Readonly<Record<string, unknown>>;

function compareRecord(what: string, expected: Fields, given: Fields, compare: Comparison): TokenRefusal | null {
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(expected, name));
  if (stranger !== undefined) return badRequest(`${what} ${JSON.stringify(stranger.slice(0, 40))} is unknown`);
  for (const [name, template] of Object.entries(expected)) {
    const refusal = compareDeep(
      `${what} ${name}`,
      template,
      Object.hasOwn(given, name) ? given[name] : undefined,
      compare,
    );
    if (refusal) return refusal;
  }
  return null;
}

function compareDeep(what: string, expected: unknown, given: unknown, compare: Comparison): TokenRefusal | null {
  if (typeof expected === 'string')
    return given === undefined || typeof given === 'string'
      ? compare(what, expected, given)
      : badRequest(`${what} is no text`);
  if (Array.isArray(expected)) {
    if (!Array.isArray(given) || given.length !== expected.length)
      return badRequest(`${what} is not the array that belongs there`);
    return expected.reduce<TokenRefusal | null>(
      (found, one, index) => found ?? compareDeep(`${what}[${index}]`, one, given[index], compare),
      null,
    );
  }
  if (isObject(expected))
    return isObject(given)
      ? compareRecord(what === 'the body' ? 'the member' : `${what}:`, expected, given, compare)
      : badRequest(`${what} is no object`);
  return given === expected ? null : badRequest(`${what} is not ${JSON.stringify(expected)}`);
}

const unauthorized = (reason: string): TokenRefusal => ({ reason, why: 'bad_credentials', status: 401 });
const badRequest = (reason: string, status = 400): TokenRefusal => ({ reason, why: 'error', status });
