import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** W3C trace context, as it travels in a job's payload. */
export interface TraceCarrier {
  traceparent?: string;
}

/** Starts sending spans to `endpoint` (OTLP over HTTP); without one every call below costs next to nothing. */
export function startTracing({ service, endpoint }: { service: string; endpoint?: string }): () => Promise<void> {
  if (!endpoint) return async () => {};
  // Loaded only where it is used: its five hundred files are a third of what a service would read at its start.
  const stop = import('./span-export.js').then(({ startSpanExport }) => startSpanExport(service, endpoint));
  return async () => (await stop)();
}

const tracer = () => trace.getTracer('moderato');

/** Runs `work` in a span; `carrier` continues a trace that began in another process. */
export function inSpan<T>(
  name: string,
  options: {
    kind?: 'server' | 'producer' | 'consumer' | 'client';
    carrier?: TraceCarrier;
    attributes?: Record<string, string | number>;
  },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const kind = {
    server: SpanKind.SERVER,
    producer: SpanKind.PRODUCER,
    consumer: SpanKind.CONSUMER,
    client: SpanKind.CLIENT,
  };
  const parent = options.carrier ? propagation.extract(context.active(), options.carrier) : context.active();
  const settings = {
    kind: options.kind ? kind[options.kind] : SpanKind.INTERNAL,
    attributes: options.attributes ?? {},
  };
  return tracer().startActiveSpan(name, settings, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The active trace, to be carried along in a job. Empty where no trace is running. */
export function currentTrace(): TraceCarrier {
  const carrier: TraceCarrier = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}
