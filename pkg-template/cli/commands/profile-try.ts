// profile try: one token call by a profile, what came back, and what the profile made of it.

import { type AccessToken, type AuthError, type TokenProfile, isAuthError } from 'commerce-auth';
import { defineProfile, profileAuthenticator } from 'commerce-auth/server';

import { type SeenAnswer, answerFacts, plainAnswer, watched } from '../answer-watch.ts';
import { envFileOption, jsonOption } from '../context.ts';
import { ExitCode, exitCodeOf } from '../exit-codes.ts';
import { profileAdvice } from '../profile-advice.ts';
import { credentialOptions, profileCredentials } from '../profile-credentials.ts';
import { type ReadProfile, readProfile, showMistakes } from '../profile-file.ts';
import { plainCredentials, showCredentials, showRequest } from '../profile-output.ts';
import { rehearse } from '../profile-rehearsal.ts';
import { remedyFor } from '../remedies.ts';
import { secretOptions } from '../secret-source.ts';
import { messageOf } from '../telling.ts';
import { callOptions, described, factsOf, timeoutOption } from '../token-output.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Fact } from '../output.ts';

export const profileTry: Command = {
  path: ['profile', 'try'],
  summary: 'makes one token call by a profile, and shows what came back',
  about:
    'Shows the names and kinds of what the answer holds, no text of it, and what the profile made of it: or which rule refused it, and what to write instead. You are asked for the credentials it names and you leave out; --secret-file, --secret-stdin and --secret-env give the last missing one. A profile without a token call is shown, and calls nobody.',
  secret: 'a credential',
  ways: '--credential-file NAME=FILE, --credential-env NAME=VARIABLE, or for the last one --secret-file FILE, --secret-stdin or --secret-env NAME',
  calls: true,
  positionals: [{ name: 'FILE', about: 'the profile, as JSON; - is standard input' }],
  options: { ...credentialOptions, ...secretOptions, ...timeoutOption, ...jsonOption, ...envFileOption },
  examples: ['npx commerce-auth profile try shop.json --host api.shop.example --credential-env clientId=SHOP_CLIENT'],
  async run(context) {
    const read = await readProfile(context);
    if (read.check.mistakes.length > 0) {
      showMistakes(context, read.check);
      return ExitCode.usage;
    }
    return read.data.request ? tryTokenCall(context, read) : showStatic(context, read);
  },
};

async function showStatic({ options, output }: Context, { data, check }: ReadProfile): Promise<ExitCode> {
  const { call } = await rehearse(data, check);
  if (options.json) {
    output.json({ profile: data.name, tokenCall: null, credentials: plainCredentials(data, check), call });
    return ExitCode.done;
  }
  output.title(`${data.name}: there is no token call to try`);
  output.line('Its credentials are static: they go with every call as they are.');
  output.line();
  showCredentials(output, data, check);
  output.line();
  showRequest(output, 'A call', call);
  return ExitCode.done;
}

/** Where calls go, and what they carry. */
interface FirstCall {
  readonly baseUrl: string;
  readonly headers: readonly string[];
  readonly parameters: readonly string[];
}

type Outcome = { readonly token: AccessToken; readonly call: FirstCall } | { readonly error: AuthError };

async function tryTokenCall(context: Context, { data }: ReadProfile): Promise<ExitCode> {
  const common = await callOptions(context);
  const profile = defineProfile(data);
  const credentials = await profileCredentials(context, profile);
  const watch = watched(common.fetch ?? fetch);
  const calls: FirstCall[] = [];
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    if (!watch.isOver) return watch.fetch(input, init);
    calls.push(callOf(String(input), init));
    return new Response(null, { status: 204 });
  };
  const api = profileAuthenticator(profile, credentials, { ...common, retry: false, fetch: send });
  let outcome: Outcome;
  try {
    const token = await api.token();
    watch.isOver = true;
    // Built and checked as any other, and not sent.
    await api.fetch('example');
    outcome = { token, call: calls[0] as FirstCall };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    outcome = { error };
  } finally {
    await api.close();
  }
  return report(context, data, await watch.answer(), outcome);
}

function callOf(url: string, init: RequestInit | undefined): FirstCall {
  const { origin, pathname, searchParams } = new URL(url);
  return {
    baseUrl: `${origin}${pathname.replace(/example$/, '')}`,
    headers: [...new Headers(init?.headers).keys()],
    parameters: [...searchParams.keys()],
  };
}

function report(context: Context, data: TokenProfile, answer: SeenAnswer | null, outcome: Outcome): ExitCode {
  const { options, output, surroundings } = context;
  const advice = 'error' in outcome ? adviceOf(context, data, answer, outcome.error) : undefined;
  if (options.json) {
    const came = answer && plainAnswer(answer, data);
    const made =
      'error' in outcome
        ? { error: { ...outcome.error.toJSON(), ...(advice && { remedy: advice }) } }
        : {
            token: { ...described(outcome.token, surroundings.now()), kept: keptNames(data) },
            call: outcome.call,
          };
    output.json({ profile: data.name, answer: came, ...made });
  } else {
    output.title(`${data.name}: what came back`);
    output.facts(answer ? answerFacts(answer, data) : [['nothing', 'no answer came']]);
    if ('token' in outcome) {
      output.line();
      output.title('What the profile made of it');
      const [, ...facts] = factsOf(outcome.token, surroundings.now());
      output.facts([
        ['token', `«redacted», ${outcome.token.value.length} characters`],
        ...facts,
        ...callFacts(outcome.call, data),
      ]);
    } else {
      output.fail(messageOf(outcome.error), advice);
    }
  }
  return 'error' in outcome ? exitCodeOf(outcome.error, { calls: true }) : ExitCode.done;
}

const adviceOf = ({ command }: Context, data: TokenProfile, answer: SeenAnswer | null, error: AuthError) =>
  profileAdvice(error, data, answer) ?? remedyFor(error, command);

/** What is kept is there: an answer without it has no usable token. */
const keptNames = ({ response }: TokenProfile) => Object.keys(response?.keep ?? {});

function callFacts(call: FirstCall, data: TokenProfile): Fact[] {
  const kept = keptNames(data);
  return [
    ['kept', kept.length > 0 ? kept.map((name) => `${name} «redacted»`).join(', ') : undefined],
    ['calls go to', call.baseUrl],
    ['and carry', call.headers.join(', ')],
    ['parameters', call.parameters.length > 0 ? call.parameters.join(', ') : undefined],
  ];
}
