// The curl lines for the API of a profile: a token, and a call with it.

import { shellWord } from '../../text/shell-word.ts';
import { carriedBy } from '../../played/description.ts';
import { fakeKept } from '../../played/stand-ins.ts';
import { type Values, filled, namesIn } from '../../played/templates.ts';
import { filledDeep } from '../profile/assertion.ts';
import { keptIn } from './shell.ts';
import type { EmulatedProfile } from '../profile/control.ts';
import type { Description, TokenCall } from '../../played/description.ts';
import type { EmulatedProfileOptions } from '../profile/options.ts';
import type { SampleCommand } from '../sample-commands.ts';

/** Stands for the token until it is a variable of the shell. */
const TOKEN = 'commerceAuthToken';

/** Titled shell commands for a running profile; none where the credentials are the caller's own, which may be real. */
export function profileCommands(
  profile: EmulatedProfile,
  options: EmulatedProfileOptions | undefined,
): SampleCommand[] {
  if (options === undefined || options.credentials !== undefined) return [];
  const description: Description = JSON.parse(JSON.stringify(options.description));
  const { request } = description;
  // With routes of one's own the API has no path for an example.
  const calls = options.routes?.length ? [] : [{ title: 'a call', command: callCommand(profile, description) }];
  if (request === undefined) return calls;
  const isJoined = carriedBy(description).some(
    ({ template }) => template.includes('base64(') && namesIn(template).includes('token'),
  );
  // A signature is made anew for each call: by an authenticator, and by no command.
  if (request.assertion) return [];
  const token = tokenCommand(profile, request);
  const kept = keptToken(token, description);
  return [
    { title: 'a token', command: token },
    ...(kept && !isJoined ? [{ title: 'the token kept in a variable', command: kept }, ...calls] : []),
  ];
}

function tokenCommand({ tokenUrl, credentials }: EmulatedProfile, request: TokenCall): string {
  const { url, method = 'POST', encoding = 'form', headers = {}, fields = {}, clientAuthentication } = request;
  const query = new URLSearchParams(filled(url.split('?')[1] ?? '', credentials, encodeURIComponent));
  if (encoding === 'query')
    for (const [name, template] of Object.entries(fields)) query.append(name, filled(String(template), credentials));
  const address = `${tokenUrl}${query.size > 0 ? `?${query}` : ''}`;
  const hasBody = encoding !== 'query' && Object.keys(fields).length > 0;
  const type = encoding === 'json' ? 'application/json' : 'text/json';
  return [
    'curl -s',
    ...(method === 'POST' && hasBody ? [] : [`-X ${method}`]),
    shellWord(address),
    ...(clientAuthentication === 'basic' ? [`-u ${shellWord(pairOf(credentials))}`] : []),
    ...Object.entries(headers).map(([name, template]) => headerPart(name, template, credentials)),
    ...(hasBody && encoding !== 'form'
      ? [`-H 'Content-Type: ${type}'`, `-d ${shellWord(JSON.stringify(filledDeep(fields, credentials)))}`]
      : []),
    ...(hasBody && encoding === 'form'
      ? Object.entries(fields).map(
          ([name, template]) => `--data-urlencode ${shellWord(`${name}=${filled(String(template), credentials)}`)}`,
        )
      : []),
  ].join(' ');
}

const pairOf = ({ key, secret }: Values) => `${key}:${secret}`;

const headerPart = (name: string, template: string, values: Values) =>
  `-H ${word(`${name}: ${filled(template, values)}`)}`;

/** The command that keeps the token, where a word of the shell can pick it out of the answer. */
function keptToken(command: string, { response = {} }: Description): string | undefined {
  if (response.as === 'text') return `TOKEN=$(${command})`;
  const member = response.token?.split('/').at(-1) ?? '';
  return /^\w+$/.test(member) ? keptIn('TOKEN', command, member) : undefined;
}

function callCommand({ url, credentials }: EmulatedProfile, description: Description): string {
  const values = { ...credentials, ...fakeKept(description), ...(description.request && { token: TOKEN }) };
  const carried = carriedBy(description);
  const query = carried
    .filter(({ place }) => place === 'query')
    .map(({ name, template }) => `${encodeURIComponent(name)}=${encodeURIComponent(filled(template, values))}`);
  const address = `${url}/example${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const headers = carried.filter(({ place }) => place === 'header');
  return ['curl -s', word(address), ...headers.map(({ name, template }) => headerPart(name, template, values))].join(
    ' ',
  );
}

/** A word of the shell, with the token out of a variable. */
function word(text: string): string {
  return text
    .split(TOKEN)
    .map((part) => (part === '' ? '' : shellWord(part)))
    .join('"$TOKEN"');
}
