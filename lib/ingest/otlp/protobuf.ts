import { complete, isInference, type SpanEvent, type SpanRow } from './span';
import { WireError, WireReader } from './wire';

/**
 * The requests to models among the spans of an ExportTraceServiceRequest (also TracesData) in protobuf. Field numbers: opentelemetry-proto,
 * trace/v1/trace.proto, common/v1/common.proto. Raises {@link WireError} for bytes that are none.
 */
export function spansOfProtobuf(bytes: Buffer): SpanRow[] {
  const rows: SpanRow[] = [];
  const request = new WireReader(bytes);
  for (let field = request.next(); field !== 0; field = request.next()) {
    if (field === 1) readResourceSpans(request.message(), rows);
    else request.skip();
  }
  return rows;
}

function readResourceSpans(reader: WireReader, rows: SpanRow[]): void {
  const scopes: WireReader[] = [];
  let resource: Record<string, unknown> = {};
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) resource = readAttributes(reader.message(), 1);
    // 1000: the name that scopes had before.
    else if (field === 2 || field === 1000) scopes.push(reader.message());
    else reader.skip();
  }
  for (const scope of scopes) readScopeSpans(scope, resource, rows);
}

function readScopeSpans(reader: WireReader, resource: Record<string, unknown>, rows: SpanRow[]): void {
  const spans: WireReader[] = [];
  let scope = '';
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) scope = readName(reader.message());
    else if (field === 2) spans.push(reader.message());
    else reader.skip();
  }
  for (const span of spans) {
    const row = readSpan(span, resource, scope);
    if (row) rows.push(row);
  }
}

function readName(reader: WireReader): string {
  let name = '';
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) name = reader.text();
    else reader.skip();
  }
  return name;
}

function readSpan(reader: WireReader, resource: Record<string, unknown>, scope: string): SpanRow | null {
  const attributes: Record<string, unknown> = {};
  const row: SpanRow = {
    traceId: '',
    spanId: '',
    parentSpanId: '',
    name: '',
    start: '',
    end: '',
    status: 0,
    attributes,
    resource,
    scope,
  };
  const events: SpanEvent[] = [];
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    switch (field) {
      case 1:
        row.traceId = reader.hex();
        break;
      case 2:
        row.spanId = reader.hex();
        break;
      case 4:
        row.parentSpanId = reader.hex();
        break;
      case 5:
        row.name = reader.text();
        break;
      case 7:
        row.start = reader.fixed64();
        break;
      case 8:
        row.end = reader.fixed64();
        break;
      case 9:
        readKeyValue(reader.message(), attributes, 0);
        break;
      case 11:
        events.push(readEvent(reader.message()));
        break;
      case 15:
        row.status = readStatus(reader.message());
        break;
      default:
        reader.skip();
    }
  }
  return isInference(attributes) ? complete(row, events) : null;
}

function readStatus(reader: WireReader): number {
  let code = 0;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 3) code = reader.number();
    else reader.skip();
  }
  return code;
}

function readEvent(reader: WireReader): SpanEvent {
  const event: SpanEvent = { name: '', attributes: {} };
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 2) event.name = reader.text();
    else if (field === 3) readKeyValue(reader.message(), event.attributes, 0);
    else reader.skip();
  }
  return event;
}

function readAttributes(reader: WireReader, at: number): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === at) readKeyValue(reader.message(), found, 0);
    else reader.skip();
  }
  return found;
}

function readKeyValue(reader: WireReader, into: Record<string, unknown>, depth: number): void {
  let key = '';
  let value: unknown;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) key = reader.text();
    else if (field === 2) value = readValue(reader.message(), depth);
    else reader.skip();
  }
  if (key !== '' && key !== '__proto__' && value !== undefined) into[key] = value;
}

const MOST_DEPTH = 12;

function readValue(reader: WireReader, depth: number): unknown {
  if (depth > MOST_DEPTH) throw new WireError('Values lie too deep within each other.');
  let value: unknown;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    switch (field) {
      case 1:
        value = reader.text();
        break;
      case 2:
        value = reader.bool();
        break;
      case 3:
        value = reader.int64();
        break;
      case 4:
        value = reader.double();
        break;
      case 5:
        value = readList(reader.message(), depth);
        break;
      case 6:
        value = readMap(reader.message(), depth);
        break;
      case 7:
        value = reader.base64();
        break;
      default:
        reader.skip();
    }
  }
  return value;
}

function readList(reader: WireReader, depth: number): unknown[] {
  const values: unknown[] = [];
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) values.push(readValue(reader.message(), depth + 1));
    else reader.skip();
  }
  return values;
}

function readMap(reader: WireReader, depth: number): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) readKeyValue(reader.message(), found, depth + 1);
    else reader.skip();
  }
  return found;
}
