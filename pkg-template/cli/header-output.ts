// Header fields, as a command prints them: lines that `curl -H @-` takes, JSON, or a command of curl.

import { type Context, jsonOption } from './context.ts';
import { Failure } from './failure.ts';
import { curlWithHeaders } from './curl-command.ts';
import { isLoopbackHost } from '../text/loopback-host.ts';
import type { CommandOptions } from './command.ts';

export const headerOutputOptions: CommandOptions = Object.freeze({
  curl: { about: 'prints a curl command, which holds the credential', group: 'Output' },
  url: { value: 'URL', about: 'the address in the curl command', group: 'Output' },
  ...jsonOption,
});

export function showHeaders({ options, output }: Context, headers: Readonly<Record<string, string>>): void {
  if (options.url !== undefined && !options.curl) throw new Failure('--url goes with --curl', 'add --curl');
  if (options.url !== undefined) refuseOpenAddress(options.url);
  if (options.json) output.json(headers);
  else if (options.curl) output.line(curlWithHeaders(headers, options.url));
  else for (const [name, value] of Object.entries(headers)) output.line(`${name}: ${value}`);
}

/** Where the credential would go in the clear. curl takes an address without a scheme for one of http. */
function refuseOpenAddress(given: string): void {
  if (/^https:\/\/[^/\\]/i.test(given) && URL.canParse(given)) return;
  if (/^http:\/\/[^/\\]/i.test(given) && URL.canParse(given) && isLoopbackHost(new URL(given).hostname)) return;
  throw new Failure(
    'the --url is no https address: anyone on the way could read the credential',
    'write https://…; http is for this machine only',
  );
}
