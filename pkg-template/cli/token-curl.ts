// A token request as a command of curl that holds no secret: it takes it from a variable of the shell.
//
// The request is built with a stand-in for each secret, and the stand-ins become variables afterwards: so it is the
// package's own request, for every vendor and profile.

import { type HttpRequest, parseBasicAuthorization } from 'commerce-auth';

import { buildable } from './addresses.ts';
import { shellWord } from '../text/shell-word.ts';
import { curlCommand } from './curl-command.ts';

/** The shell variable of each stand-in. */
type Variables = Readonly<Record<string, string>>;
type Word = (text: string) => string;

const FORM = 'application/x-www-form-urlencoded';

/** A text that nothing else in a request looks like. */
export const standIn = (index: number): string => `commerceAuthStandIn${index}`;

/** The request that `build` makes for an address, with the shell variable of each stand-in in its place. */
export function tokenCurl<Address extends { readonly host?: string }>(
  given: Address,
  build: (address: Address) => HttpRequest,
  variables: Variables,
): string {
  const { address, restored } = buildable(given);
  const request = build(address);
  return curlOf({ ...request, url: restored(request.url) }, variables);
}

function curlOf({ method, url, headers, body }: HttpRequest, variables: Variables): string {
  const word = (text: string) => withVariables(text, variables);
  const { Authorization: authorization, ...others } = headers;
  const isForm = headers['Content-Type'] === FORM;
  return curlCommand(word(url), [
    ...(method === 'POST' && body !== undefined ? [] : [`-X ${method}`]),
    ...(authorization === undefined ? [] : [authorizationPart(authorization, word)]),
    ...Object.entries(others)
      .filter(([name]) => !(isForm && name === 'Content-Type'))
      .map(([name, value]) => `-H ${word(`${name}: ${value}`)}`),
    ...bodyParts(body, isForm, word),
  ]);
}

function authorizationPart(authorization: string, word: Word): string {
  if (!authorization.startsWith('Basic ')) return `-H ${word(`Authorization: ${authorization}`)}`;
  const { username, password } = parseBasicAuthorization(authorization);
  return `-u ${word(`${username}:${password}`)}`;
}

function bodyParts(body: string | undefined, isForm: boolean, word: Word): string[] {
  if (body === undefined) return [];
  if (!isForm) return [`-d ${word(body)}`];
  return [...new URLSearchParams(body)].map(([name, value]) => `--data-urlencode ${word(`${name}=${value}`)}`);
}

/** A word of the shell: the variables in double quotes, what stands around them in single ones. */
function withVariables(text: string, variables: Variables): string {
  const parts = text.split(/(commerceAuthStandIn\d+)/);
  return parts
    .filter((part) => part !== '')
    .map((part) => (variables[part] ? `"$${variables[part]}"` : shellWord(part)))
    .join('');
}
