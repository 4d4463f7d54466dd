// Two requests begin their token calls in one turn, each in a span of its own: prints the parent of every span of a fetch.

import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { context, propagation, trace } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { capillaryOAuth } from 'commerce-auth/server';
import { startEmulator } from 'commerce-auth/testing';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register({ contextManager: new AsyncLocalStorageContextManager() });
const instrumentation = new UndiciInstrumentation();
instrumentation.setTracerProvider(provider);
instrumentation.enable();

const emulator = await startEmulator({ capillary: { clients: ['one', 'two', 'three'].map((key) => ({ key, secret: 'secret' })) } });
const tracer = trace.getTracer('shop');
const apis = ['one', 'two', 'three'].map((key) =>
  capillaryOAuth({ host: emulator.url, key, secret: 'secret', dangerouslyAllowInsecureHttp: 'loopback' }),
);

const request = (api, index) =>
  tracer.startActiveSpan(`request ${index}`, async (span) => {
    await (await api.fetch('/v2/customers/lookup')).text();
    span.end();
  });
await Promise.all(apis.map(request));

const spans = exporter.getFinishedSpans();
const nameOf = (id) => spans.find((span) => span.spanContext().spanId === id)?.name ?? null;
const ofFetch = spans.filter(({ name }) => !name.startsWith('request'));
const told = ofFetch.map(({ parentSpanContext, attributes }) => [
  String(attributes['url.path']),
  nameOf(parentSpanContext?.spanId),
]);
console.log(JSON.stringify(told.sort()));
await Promise.all(apis.map((api) => api.close()));
await emulator.close();
