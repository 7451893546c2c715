import { innerJson } from '@/lib/ingest/sources/path';

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

/** What conventions call an operation that is a request, and what gateways and libraries call it: LiteLLM names the function that was called. */
const INFERENCES = new Set([
  'chat',
  'generate_content',
  'text_completion',
  'completion',
  'responses',
  'acompletion',
  'atext_completion',
  'aresponses',
  '_aresponses_websocket',
  'agenerate_content',
  'generate_content_stream',
  'agenerate_content_stream',
  'anthropic_messages',
  'chat.completions',
  'text.completions',
]);
const LEGACY = new Set([...INFERENCES, 'unknown']);

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
  const observed = attributes['langfuse.observation.type'];
  if (typeof observed === 'string') return observed === 'generation';
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
      setField(members[index] as Record<string, unknown>, plain, attributes[name]);
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
    row.messages.push(messageOf(role, told));
  }
  return row;
}

/** A field of a member; `contents.0.message_content.text` is one of a part of its content. */
function setField(member: Record<string, unknown>, field: string, value: unknown): void {
  const part = /^contents\.(\d{1,3})\.(?:message_content\.)?(.+)$/.exec(field);
  if (part) {
    member.content ??= [];
    const parts = member.content;
    const index = Number(part[1]);
    if (!Array.isArray(parts)) return;
    while (parts.length <= index) parts.push({});
    parts[index][part[2] as string] = value;
    return;
  }
  // The tool as the request had it.
  const schema = field === 'json_schema' && typeof value === 'string' ? innerJson(value) : undefined;
  if (isFields(schema)) Object.assign(member, schema);
  else member[field] = field === 'content' ? contentOf(value) : value;
}

/** The message that an event tells of, which may hold it whole as JSON. */
function messageOf(role: string, told: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = told['gen_ai.event.content'];
  const whole = typeof given === 'string' ? innerJson(given) : given;
  if (told.content === undefined && isFields(whole) && whole.content !== undefined)
    return { ...whole, role: typeof whole.role === 'string' ? whole.role : role };
  return { role: told.role ?? role, content: contentOf(told.content ?? given) };
}

/** Parts that were written as JSON into an attribute, which holds no lists of objects; any other text as it is. */
function contentOf(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('[{')) return value;
  const parts = innerJson(value);
  return Array.isArray(parts) && parts.every(isPart) ? parts : value;
}

function isPart(value: unknown): boolean {
  if (!isFields(value)) return false;
  return PARTS.some((name) => value[name] !== undefined);
}

const PARTS = [
  'text',
  'type',
  'image',
  'document',
  'toolUse',
  'toolResult',
  'reasoningContent',
  'cachePoint',
];

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
