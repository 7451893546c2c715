import { complete, isInference, type SpanEvent, type SpanRow } from './span';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a JSON value is a request, or a file, of OTLP traces. */
export function isTraces(value: unknown): value is Fields {
  return isFields(value) && (Array.isArray(value.resourceSpans) || Array.isArray(value.resource_spans));
}

/**
 * The requests to models among the spans of an ExportTraceServiceRequest in OTLP's JSON: ids in hex, 64-bit numbers as digits, unknown fields
 * ignored. Takes the older names of its parts too.
 */
export function spansOfJson(value: Fields): SpanRow[] {
  const rows: SpanRow[] = [];
  for (const resourceSpans of listOf(value.resourceSpans ?? value.resource_spans)) {
    const { resource } = resourceSpans;
    const about = isFields(resource) ? attributesOf(resource.attributes) : {};
    const scopes =
      resourceSpans.scopeSpans ?? resourceSpans.scope_spans ?? resourceSpans.instrumentationLibrarySpans;
    for (const scopeSpans of listOf(scopes)) {
      const { scope } = scopeSpans;
      const name = isFields(scope) ? textOf(scope.name) : '';
      for (const span of listOf(scopeSpans.spans)) {
        const attributes = attributesOf(span.attributes);
        if (!isInference(attributes)) continue;
        const { status } = span;
        const row: SpanRow = {
          traceId: textOf(span.traceId ?? span.trace_id),
          spanId: textOf(span.spanId ?? span.span_id),
          parentSpanId: textOf(span.parentSpanId ?? span.parent_span_id),
          name: textOf(span.name),
          start: digitsOf(span.startTimeUnixNano ?? span.start_time_unix_nano),
          end: digitsOf(span.endTimeUnixNano ?? span.end_time_unix_nano),
          status: isFields(status) ? statusOf(status.code) : 0,
          attributes,
          resource: about,
          scope: name,
        };
        rows.push(complete(row, eventsOf(span.events)));
      }
    }
  }
  return rows;
}

function statusOf(code: unknown): number {
  if (code === 'STATUS_CODE_ERROR') return 2;
  return code === 'STATUS_CODE_OK' ? 1 : Number(code) || 0;
}

const NO_EVENTS: readonly SpanEvent[] = [];

function eventsOf(value: unknown): readonly SpanEvent[] {
  if (!Array.isArray(value) || value.length === 0) return NO_EVENTS;
  return listOf(value).map((event) => ({
    name: textOf(event.name),
    attributes: attributesOf(event.attributes),
  }));
}

function attributesOf(value: unknown): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  if (!Array.isArray(value)) return found;
  for (const one of value) {
    if (!isFields(one) || typeof one.key !== 'string') continue;
    const plain = plainOf(one.value, 0);
    if (plain !== undefined && one.key !== '__proto__') found[one.key] = plain;
  }
  return found;
}

const MOST_DEPTH = 12;

/** The value in an AnyValue. */
function plainOf(value: unknown, depth: number): unknown {
  if (!isFields(value) || depth > MOST_DEPTH) return undefined;
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.intValue !== undefined) return wholeOf(value.intValue);
  if (value.doubleValue !== undefined) return value.doubleValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (isFields(value.arrayValue))
    return listOf(value.arrayValue.values).map((one) => plainOf(one, depth + 1));
  if (isFields(value.kvlistValue)) return attributesOf(value.kvlistValue.values);
  return value.bytesValue;
}

/** An int64: digits that a number holds become one. */
function wholeOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function digitsOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number'
      ? BigInt(Math.trunc(value)).toString()
      : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
