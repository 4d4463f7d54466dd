// A token request as a command of curl that holds no secret: it takes it from a variable of the shell.
//
// The request is built with a stand-in for each secret, and the stand-ins become variables afterwards: so it is the
// package's own request, for every vendor and profile.

import { parseBasicAuthorization } from 'commerce-auth';

import { buildable } from './addresses.ts';
import { curlCommand, quoted } from './shell.ts';

const FORM = 'application/x-www-form-urlencoded';

/** A text that nothing else in a request looks like. */
export const standIn = (index) => `commerceAuthStandIn${index}`;

/** The request that `build` makes for an address, with the shell variable of each stand-in in its place. */
export function tokenCurl(given, build, variables) {
  const { address, restored } = buildable(given);
  const request = build(address);
  return curlOf({ ...request, url: restored(request.url) }, variables);
}

function curlOf({ method, url, headers, body }, variables) {
  const word = (text) => withVariables(text, variables);
  const { Authorization: authorization, ...others } = headers;
  const isForm = headers['Content-Type'] === FORM;
  return curlCommand(word(url), [
    ...(method === 'POST' && body !== undefined ? [] : [`-X ${method}`]),
    ...(authorization === undefined ? [] : [authorizationPart(authorization, word)]),
    ...Object.entries(others).filter(([name]) => !(isForm && name === 'Content-Type')).map(([name, value]) => `-H ${word(`${name}: ${value}`)}`),
    ...bodyParts(body, isForm, word),
  ]);
}

function authorizationPart(authorization, word) {
  if (!authorization.startsWith('Basic ')) return `-H ${word(`Authorization: ${authorization}`)}`;
  const { username, password } = parseBasicAuthorization(authorization);
  return `-u ${word(`${username}:${password}`)}`;
}

function bodyParts(body, isForm, word) {
  if (body === undefined) return [];
  if (!isForm) return [`-d ${word(body)}`];
  return [...new URLSearchParams(body)].map(([name, value]) => `--data-urlencode ${word(`${name}=${value}`)}`);
}

/** A word of the shell: the variables in double quotes, what stands around them in single ones. */
function withVariables(text, variables) {
  const parts = text.split(/(commerceAuthStandIn\d+)/);
  return parts
    .filter((part) => part !== '')
    .map((part) => (variables[part] ? `"$${variables[part]}"` : quoted(part)))
    .join('');
}
