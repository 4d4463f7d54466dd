// The calls of a profile's API: any path, with exactly what the profile says that calls carry.

import { type Answer, type Judge, type Judgement, type Refusal, accept, refuse } from '../judgement.ts';
import { type FoundOwnRoute, type OwnRoutes, acceptOwn, ownBodyRefusal } from '../own-routes.ts';
import { type ReceivedRequest, headerValues } from '../received-request.ts';
import { refusedCallAnswer } from '../../played/answers.ts';
import { type CarriedValue, type Description, carriedBy } from '../../played/description.ts';
import { type Values, filled, namesIn } from '../../played/templates.ts';
import type { FoundToken, IssuedTokens, TokenHolder } from '../issued-tokens.ts';

interface ApiEndpoint {
  readonly description: Description;
  readonly credentials: Values;
  readonly kept: Values;
  readonly tokens: IssuedTokens<TokenHolder>;
  readonly routes: OwnRoutes<'caller'>;
}

/** Takes calls, and learns of each token that is given out. */
export interface ProfileApi {
  readonly judge: Judge;
  readonly learn: (token: string) => void;
}

export function profileApiEndpoint({ description, credentials, kept, tokens, routes }: ApiEndpoint): ProfileApi {
  const carried = carriedBy(description);
  const hasToken = description.request !== undefined;
  const values = { ...credentials, ...kept };
  const isOfToken = ({ template }: CarriedValue) => hasToken && namesIn(template).includes('token');
  const ofToken = carried.filter(isOfToken);
  // Credentials before what is always the same: a call with nothing of it is refused for want of them.
  const isConstant = ({ template }: CarriedValue) => namesIn(template).length === 0;
  const beside = carried.filter((one) => !isOfToken(one));
  const others = [...beside.filter((one) => !isConstant(one)), ...beside.filter(isConstant)];
  /** What calls carry of a token, and the token. */
  const known = new Map<string, string>();
  const keyOf = (texts: readonly string[]) => JSON.stringify(texts);
  const rejection: Answer = { headers: {}, ...refusedCallAnswer(description) };

  const problemOf = (received: ReceivedRequest): { reason: string; isOfCall?: boolean } | null => {
    const problem = hasToken ? tokenProblem(received) : null;
    if (problem) return problem;
    for (const { place, name, template } of others) {
      const [value, ...more] = valuesOf(received, place, name);
      if (more.length > 0) return { reason: `${name} was sent twice`, isOfCall: true };
      const isOfCall = namesIn(template).length === 0;
      if (value === undefined) return { reason: `${name} is missing`, isOfCall };
      if (value !== filled(template, values)) return { reason: `${name} is wrong`, isOfCall };
    }
    return null;
  };

  const tokenProblem = (received: ReceivedRequest) => {
    const texts: string[] = [];
    for (const { place, name } of ofToken) {
      const [value, ...more] = valuesOf(received, place, name);
      if (value === undefined) return { reason: `the token is missing: it goes into ${name}` };
      if (more.length > 0) return { reason: `${name} was sent twice` };
      texts.push(value);
    }
    const token = known.get(keyOf(texts));
    const { state }: FoundToken<TokenHolder> = token === undefined ? { state: 'unknown' } : tokens.lookUp(token);
    if (state === 'good') return null;
    return {
      reason:
        state === 'expired'
          ? 'the token has expired'
          : 'the token is unknown, revoked, or not written as the profile says',
    };
  };

  return {
    learn: (token) => known.set(keyOf(ofToken.map(({ template }) => filled(template, { ...values, token }))), token),
    judge: (received) => {
      const own = routes.find(received);
      if (own === null && !routes.isEmpty) return refused(routes.misfit(received) ?? NO_SUCH_PATH);
      const problem = problemOf(received);
      if (problem === null) return own ? judgeOwn(own, received) : accept(() => ({}));
      const answer = problem.isOfCall ? { status: 400, headers: {}, body: {} } : rejection;
      return { verdict: problem.reason, answer: () => answer };
    },
  };
}

const NO_SUCH_PATH: Refusal = { status: 404, reason: 'no route of your own has this path' };

const refused = ({ reason, status }: Refusal) => refuse(reason, status, {});

function judgeOwn(own: FoundOwnRoute<string>, received: ReceivedRequest): Judgement {
  const broken = ownBodyRefusal(received);
  return broken ? refused(broken) : acceptOwn(own, received);
}

function valuesOf(received: ReceivedRequest, place: CarriedValue['place'], name: string): string[] {
  return place === 'header' ? headerValues(received, name) : new URLSearchParams(received.query).getAll(name);
}
