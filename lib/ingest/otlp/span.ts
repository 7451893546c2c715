/** A span as mappings read it: attributes by their names, and what older conventions spread over many attributes put together. */
export interface SpanRow {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  /** Nanoseconds since 1970, as digits. */
  start: string;
  end: string;
  /** 0 unset, 1 ok, 2 error. */
  status: number;
  attributes: Record<string, unknown>;
  resource: Record<string, unknown>;
  scope: string;
  messages?: Record<string, unknown>[];
  tools?: Record<string, unknown>[];
}

/** What an event of a span holds. */
export interface SpanEvent {
  name: string;
  attributes: Record<string, unknown>;
}

const INFERENCES = new Set(['chat', 'generate_content', 'text_completion', 'completion', 'responses']);
const LEGACY = new Set(['chat', 'completion', 'unknown']);

/**
 * Whether these are the attributes of one request to a model. Agents, tools and embeddings are other spans of the same trace; the calls within
 * them have spans of their own.
 */
export function isInference(attributes: Readonly<Record<string, unknown>>): boolean {
  const operation = attributes['gen_ai.operation.name'];
  if (typeof operation === 'string' && operation !== '') return INFERENCES.has(operation);
  const kind = attributes['llm.request.type'];
  if (typeof kind === 'string') return LEGACY.has(kind);
  const open = attributes['openinference.span.kind'];
  if (typeof open === 'string') return open === 'LLM';
  // Some instrumentations name the model but not the operation.
  if (attributes['gen_ai.request.model'] === undefined) return false;
  return (
    attributes['gen_ai.usage.input_tokens'] !== undefined ||
    attributes['gen_ai.usage.prompt_tokens'] !== undefined ||
    attributes['gen_ai.usage.output_tokens'] !== undefined ||
    attributes['gen_ai.usage.completion_tokens'] !== undefined ||
    attributes['gen_ai.response.id'] !== undefined
  );
}

/** Lists that older conventions write as one attribute for each field of each member: prefix, and what it is a list of. */
const INDEXED: readonly { prefix: string; list: 'messages' | 'tools'; inside: string }[] = [
  { prefix: 'gen_ai.prompt.', list: 'messages', inside: '' },
  { prefix: 'llm.prompts.', list: 'messages', inside: '' },
  { prefix: 'llm.input_messages.', list: 'messages', inside: 'message.' },
  { prefix: 'llm.request.functions.', list: 'tools', inside: '' },
  { prefix: 'llm.tools.', list: 'tools', inside: 'tool.' },
];
const MOST_MEMBERS = 10_000;

/** Gathers what lies in many attributes, and what events tell of the request. */
export function complete(row: SpanRow, events: readonly SpanEvent[]): SpanRow {
  const { attributes } = row;
  for (const name in attributes) {
    if (!/^(gen_ai\.p|llm\.)/.test(name)) continue;
    for (const { prefix, list, inside } of INDEXED) {
      if (!name.startsWith(prefix)) continue;
      const rest = name.slice(prefix.length);
      const point = rest.indexOf('.');
      const index = Number(point < 0 ? rest : rest.slice(0, point));
      if (!Number.isInteger(index) || index < 0 || index > MOST_MEMBERS) continue;
      const field = point < 0 ? 'content' : rest.slice(point + 1);
      row[list] ??= [];
      const members = row[list];
      while (members.length <= index) members.push({});
      const plain = field.startsWith(inside) ? field.slice(inside.length) : field;
      (members[index] as Record<string, unknown>)[plain === 'json_schema' ? 'function' : plain] =
        attributes[name];
      delete attributes[name];
    }
  }
  for (const { name, attributes: told } of events) {
    if (name === 'gen_ai.client.inference.operation.details' || name === 'gen_ai.content.prompt') {
      for (const key in told) attributes[key] ??= told[key];
      continue;
    }
    const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(name)?.[1];
    if (role === undefined) continue;
    row.messages ??= [];
    row.messages.push({ role: told.role ?? role, content: told.content ?? told['gen_ai.event.content'] });
  }
  return row;
}

/**
 * The spans of which each stands for one request: several instrumentations of one call (a library and the client it uses) tell of it
 * twice, with the same response. Of those the innermost stays, which is the last to begin.
 */
export function distinct(rows: readonly SpanRow[]): SpanRow[] {
  const best = new Map<string, SpanRow>();
  for (const row of rows) {
    const key = requestKey(row);
    if (key === null) continue;
    const other = best.get(key);
    if (
      !other ||
      row.parentSpanId === other.spanId ||
      (other.parentSpanId !== row.spanId && row.start > other.start)
    )
      best.set(key, row);
  }
  if (best.size === rows.length) return [...rows];
  return rows.filter((row) => {
    const key = requestKey(row);
    return key === null || best.get(key) === row;
  });
}

/** What is the same of spans that tell of one request, null where nothing is known of its response. */
export function requestKey({ traceId, attributes }: SpanRow): string | null {
  const id = attributes['gen_ai.response.id'];
  return typeof id === 'string' && id !== '' ? `${traceId} ${id}` : null;
}
