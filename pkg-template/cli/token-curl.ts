// A token request as a command of curl that holds no secret: it takes it from a variable of the shell.
//
// The request is built with a stand-in for each secret, and the stand-ins become variables afterwards: so it is the
// package's own request, for every vendor and profile.

import { type HttpRequest, parseBasicAuthorization } from 'commerce-auth';

import { Failure } from './failure.ts';
import { shellWord } from '../text/shell-word.ts';
import { curlCommand } from './curl-command.ts';

/** The shell variable of each stand-in. */
type Variables = Readonly<Record<string, string>>;
/** A word of the shell, with each variable as `place` puts it there. */
type Word = (text: string, place?: Place) => string;
type Place = (variable: string) => string;

const FORM = 'application/x-www-form-urlencoded';

/** A text that nothing else in a request looks like. */
export const standIn = (index: number): string => `commerceAuthStandIn${index}`;

const STAND_IN = /(commerceAuthStandIn\d+)/;

/** Where a value stands that escapes it, the shell has to: what it will be, nobody knows yet. */
const asItIs: Place = (variable) => `"$${variable}"`;
const inJson: Place = (variable) => String.raw`"$(printf %s "$${variable}" | sed 's/[\\"]/\\&/g')"`;
const inPercent: Place = (variable) =>
  String.raw`"$(printf %s "$${variable}" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g')"`;

/** The request with the shell variable of each stand-in in its place. */
export function tokenCurl(
  { method, url, headers, body }: HttpRequest,
  variables: Variables,
  basicEncoding: 'raw' | 'form-urlencoded' = 'raw',
): string {
  const word: Word = (text, place = asItIs) => withVariables(text, variables, place);
  const { Authorization: authorization, ...others } = headers;
  const isForm = headers['Content-Type'] === FORM;
  const [address = '', ...query] = url.split(/(?=\?)/);
  refuseHidden(Object.values(others));
  return curlCommand(`${word(address)}${query.map((part) => word(part, inPercent)).join('')}`, [
    ...(method === 'POST' && body !== undefined ? [] : [`-X ${method}`]),
    ...(authorization === undefined
      ? []
      : [authorizationPart(authorization, word, basicEncoding === 'raw' ? asItIs : inPercent)]),
    ...Object.entries(others)
      .filter(([name]) => !(isForm && name === 'Content-Type'))
      .map(([name, value]) => `-H ${word(`${name}: ${value}`)}`),
    ...bodyParts(body, isForm, word),
  ]);
}

/** Within base64 a stand-in is not to be seen, and the command would send it. */
function refuseHidden(values: readonly string[]): void {
  const texts = values.flatMap((value) => value.match(/[A-Za-z0-9+/=]{16,}/g) ?? []);
  if (texts.some((text) => STAND_IN.test(Buffer.from(text, 'base64').toString())))
    throw new Failure(
      'this call carries a credential in base64, which no variable of the shell is in',
      'leave --curl out, and the program makes the call',
    );
}

function authorizationPart(authorization: string, word: Word, place: Place): string {
  if (!authorization.startsWith('Basic ')) return `-H ${word(`Authorization: ${authorization}`)}`;
  const { username, password } = parseBasicAuthorization(authorization);
  return `-u ${word(`${username}:${password}`, place)}`;
}

function bodyParts(body: string | undefined, isForm: boolean, word: Word): string[] {
  if (body === undefined) return [];
  if (!isForm) return [`-d ${word(body, inJson)}`];
  return [...new URLSearchParams(body)].map(([name, value]) => `--data-urlencode ${word(`${name}=${value}`)}`);
}

/** The variables between what stands around them, which is in single quotes where it has to be. */
function withVariables(text: string, variables: Variables, place: Place): string {
  const parts = text.split(STAND_IN);
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const variable = variables[part];
      return variable === undefined ? shellWord(part) : place(variable);
    })
    .join('');
}
