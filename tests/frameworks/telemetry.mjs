// telemetry() over OpenTelemetry's own SDK: prints what was recorded of two calls that begin in one turn, one of which is rejected
// first, of a token request that fails, and of a host that is not there.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { trace } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { telemetry } from 'commerce-auth/adapters';
import { capillaryBasic, capillaryOAuth } from 'commerce-auth/server';
import { startEmulator } from 'commerce-auth/testing';

const spans = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
provider.register({ contextManager: new AsyncLocalStorageContextManager() });
const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
const meter = new MeterProvider({ readers: [reader] }).getMeter('shop');
const tracer = trace.getTracer('shop');

const emulator = await startEmulator({ capillary: { clients: ['one', 'two'].map((key) => ({ key, secret: 'secret' })) } });
// Where nobody listens any more.
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const closed = server.address().port;
server.close();
const onEvent = telemetry({ meter, tracer });
const common = { onEvent, dangerouslyAllowInsecureHttp: 'loopback', retry: false };
const apis = ['one', 'two'].map((key) => capillaryOAuth({ host: emulator.url, key, secret: 'secret', name: key, ...common }));
const below = (name, run) => tracer.startActiveSpan(name, (span) => run().finally(() => span.end()));
const lookUp = async (api) => (await api.fetch('/v2/customers/lookup?email=zoe@example.com')).text();

await Promise.all(apis.map((api, index) => below(`request ${index}`, () => lookUp(api))));
emulator.capillary.expireTokens();
await below('replayed', () => lookUp(apis[0]));
emulator.fault({ on: 'token', status: 503 });
const failing = capillaryOAuth({ host: emulator.url, key: 'one', secret: 'secret', name: 'failing', ...common });
await below('failing', () => failing.headers().catch(() => {}));
const gone = capillaryBasic({ host: `http://127.0.0.1:${closed}`, username: 'till', password: 'password', name: 'gone', ...common });
await below('gone', () => gone.fetch('/').catch(() => {}));
await new Promise((resolve) => setTimeout(resolve, 20));

const finished = spans.getFinishedSpans();
const nameOf = (id) => finished.find((span) => span.spanContext().spanId === id)?.name ?? null;
const port = Number(new URL(emulator.url).port);
const told = finished
  .filter(({ name }) => name.startsWith('commerce_auth'))
  .map(({ name, kind, status, attributes, parentSpanContext }) => ({
    name,
    kind,
    status: status.code,
    parent: nameOf(parentSpanContext?.spanId),
    ...attributes,
    ...(attributes['server.port'] === closed && { 'server.port': 'one that is closed' }),
    ...(attributes['server.port'] === port && { 'server.port': 'that of the emulator' }),
  }));
await reader.forceFlush();
const recorded = metrics
  .getMetrics()
  .at(-1)
  .scopeMetrics[0].metrics.map(({ descriptor: { name, unit }, dataPoints }) => [
    name,
    unit,
    dataPoints.map(({ value, attributes }) => [attributes['commerce_auth.name'], attributes['error.type'] ?? null, value.count ?? value]),
  ]);
console.log(JSON.stringify({ told, recorded }));
await Promise.all([...apis, failing, gone].map((api) => api.close()));
await emulator.close();
await reader.shutdown();
