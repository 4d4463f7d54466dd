// What happens to an authenticator as OpenTelemetry has it: metrics and spans, with the names of its semantic conventions.

import { invalidArgument } from '../facade/auth-error.ts';
import { plainObject } from '../facade/kinds.ts';
import { refuseUnknown } from '../facade/unknown-name.ts';
import type { AuthenticatorEvent } from '../server/events.ts';

/** What is said beside a figure or a span. */
export type TelemetryAttributes = Record<string, string | number>;

/** What is used of a `Meter` of `@opentelemetry/api`. */
export interface TelemetryMeter {
  createCounter(
    name: string,
    options: { description: string; unit: string },
  ): {
    add(value: number, attributes: TelemetryAttributes): void;
  };
  createHistogram(
    name: string,
    options: { description: string; unit: string },
  ): {
    record(value: number, attributes: TelemetryAttributes): void;
  };
}

/** What is used of a `Tracer` of `@opentelemetry/api`. */
export interface TelemetryTracer {
  startSpan(
    name: string,
    options: { kind: number; startTime: number; attributes: TelemetryAttributes },
  ): {
    setStatus(status: { code: number }): unknown;
    end(endTime: number): void;
  };
}

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of `@opentelemetry/api`. */
const CLIENT = 2;
const ERROR = 2;

/** An event of something that took time. */
type Timed = Extract<AuthenticatorEvent, { durationMs: number }>;

/** What each of them is called. */
const DURATIONS = {
  request_completed: 'commerce_auth.request.duration',
  token_obtained: 'commerce_auth.token_request.duration',
  token_request_retried: 'commerce_auth.token_request.duration',
  token_request_failed: 'commerce_auth.token_request.duration',
  credentials_given: 'commerce_auth.credentials.duration',
  credentials_failed: 'commerce_auth.credentials.duration',
} as const satisfies Record<Timed['type'], string>;

const SPANS: Readonly<Record<(typeof DURATIONS)[Timed['type']], string>> = {
  'commerce_auth.request.duration': 'commerce_auth.request',
  'commerce_auth.token_request.duration': 'commerce_auth.token_request',
  'commerce_auth.credentials.duration': 'commerce_auth.credentials',
};

const DESCRIPTIONS: Readonly<Record<(typeof DURATIONS)[Timed['type']], string>> = {
  'commerce_auth.request.duration': 'How long calls of the API took.',
  'commerce_auth.token_request.duration': 'How long token requests took, each retry for itself.',
  'commerce_auth.credentials.duration': 'How long the function in credentials took.',
};

/**
 * A function for `onEvent` that records what happens by OpenTelemetry. Metrics, in seconds: `commerce_auth.request.duration`,
 * `commerce_auth.token_request.duration`, `commerce_auth.credentials.duration`; and `commerce_auth.token.rejections`, a counter.
 * Spans: `commerce_auth.request`, `commerce_auth.token_request`, `commerce_auth.credentials`, below the span in which the call
 * was made. Attributes have the names of the semantic conventions (`http.request.method`, `http.response.status_code`,
 * `server.address`, `server.port`, `error.type`, `http.request.resend_count`), and `commerce_auth.vendor` and
 * `commerce_auth.name`. None holds a path, a query or a secret.
 *
 * @param options.meter A `Meter` of `@opentelemetry/api`, such as `metrics.getMeter('shop')`. Without one there are no metrics.
 * @param options.tracer A `Tracer` of `@opentelemetry/api`, such as `trace.getTracer('shop')`. Without one there are no spans.
 * @throws {AuthError} `invalid_argument`: there is neither; `unknown_option`; `server_only`.
 * @example
 * ```js
 * import { telemetry } from 'commerce-auth/adapters';
 * import { capillaryOAuth } from 'commerce-auth/server';
 * import { startEmulator } from 'commerce-auth/testing';
 *
 * const vendor = await startEmulator();
 * const api = capillaryOAuth({
 *   host: vendor.url,
 *   ...vendor.capillary.credentials,
 *   onEvent: telemetry({
 *     meter: {
 *       createCounter: () => ({ add() {} }),
 *       createHistogram: (name) => ({
 *         record: (seconds) => console.log(name, seconds < 10), // commerce_auth.token_request.duration true
 *       }),
 *     },
 *   }),
 *   dangerouslyAllowInsecureHttp: 'loopback',
 * });
 * await api.headers();
 * await api.close();
 * await vendor.close();
 * ```
 */
export function telemetry(options: {
  meter?: TelemetryMeter | undefined;
  tracer?: TelemetryTracer | undefined;
}): (event: AuthenticatorEvent) => void {
  const { meter, tracer } = optionsOf(options);
  const rejections = meter?.createCounter('commerce_auth.token.rejections', {
    description: 'How often the vendor rejected a token.',
    unit: '{rejection}',
  });
  const histograms = new Map(
    [...new Set(Object.values(DURATIONS))].map((name) => [
      name,
      meter?.createHistogram(name, { description: DESCRIPTIONS[name], unit: 's' }),
    ]),
  );
  return (event) => {
    if (event.type === 'token_rejected') rejections?.add(1, identityOf(event));
    if (!isTimed(event)) return;
    const attributes = attributesOf(event);
    histograms.get(DURATIONS[event.type])?.record(event.durationMs / 1000, attributes);
    if (tracer === undefined) return;
    // Events are told in the context of the call they are about, so the active span is that of the caller.
    const span = tracer.startSpan(SPANS[DURATIONS[event.type]], {
      kind: CLIENT,
      startTime: event.at - event.durationMs,
      attributes: {
        ...attributes,
        ...(attemptsOf(event) > 1 && { 'http.request.resend_count': attemptsOf(event) - 1 }),
      },
    });
    if ('error.type' in attributes) span.setStatus({ code: ERROR });
    span.end(event.at);
  };
}

const isTimed = (event: AuthenticatorEvent): event is Timed => event.type in DURATIONS;

function attemptsOf(event: Timed): number {
  if ('attempts' in event) return event.attempts;
  return 'attempt' in event ? event.attempt : 1;
}

function identityOf({ name, vendor }: AuthenticatorEvent): TelemetryAttributes {
  return { 'commerce_auth.vendor': vendor, ...(name !== undefined && { 'commerce_auth.name': name }) };
}

function attributesOf(event: Timed): TelemetryAttributes {
  const attributes = identityOf(event);
  if ('origin' in event) {
    const { hostname, port, protocol } = new URL(event.origin);
    attributes['http.request.method'] = event.method;
    attributes['server.address'] = hostname;
    attributes['server.port'] = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  }
  const status = 'status' in event ? event.status : null;
  if (status !== null) attributes['http.response.status_code'] = status;
  const { code, platformCode } = event as { code?: string; platformCode?: string };
  const error = platformCode ?? code ?? (status !== null && status >= 400 ? String(status) : undefined);
  if (error !== undefined) attributes['error.type'] = error;
  return attributes;
}

function optionsOf(options: unknown): { meter?: TelemetryMeter; tracer?: TelemetryTracer } {
  const names = ['meter', 'tracer'];
  const members = names.map((name) => ({ name }));
  const given: { meter?: TelemetryMeter; tracer?: TelemetryTracer } = Object.assign(
    // Its own members only: what somebody adds to the prototype of all objects is no option.
    Object.create(null),
    plainObject(options, members, 'options'),
  );
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) refuseUnknown(unknown, 'options', names);
  const { meter, tracer } = given;
  if (typeof meter?.createHistogram !== 'function' && typeof tracer?.startSpan !== 'function') {
    throw invalidArgument('meter', 'telemetry() needs a meter or a tracer of @opentelemetry/api');
  }
  return { ...(meter && { meter }), ...(tracer && { tracer }) };
}
