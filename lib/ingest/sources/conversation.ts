import type { Modality } from '@/lib/model/records';
import { sha256 } from './coerce';
import { readParams } from './params';
import { innerJson } from './path';
import { readTools, type ToolRecord } from './tools';

/** What a request says, whatever the API it was written for. */
export interface Conversation {
  /** The newest turn of the user that holds text. */
  prompt: string | undefined;
  system: string | undefined;
  tools: ToolRecord[] | undefined;
  modalities: Modality[] | undefined;
  /** Hashes of the signed or encrypted reasoning blocks that it carries. */
  refs: string[] | undefined;
  params: Record<string, unknown> | undefined;
}

const USERS = new Set(['user', 'human', 'customer']);
const SYSTEMS = new Set(['system', 'developer']);
/** What stands in the place of texts that the other side would not log. */
const REDACTED = new Set(['redacted-by-litellm', '[REDACTED]', '<redacted>', 'REDACTED']);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads messages, a request body, one message, or the text of a prompt; also as JSON within a string. Knows the forms of OpenAI (chat,
 * responses, completions), Anthropic, Bedrock (Converse, and the bodies of its models), Gemini, Cohere and OpenTelemetry.
 */
export function readConversation(value: unknown): Conversation {
  const given = typeof value === 'string' ? (innerJson(value) ?? value) : value;
  if (typeof given === 'string') return { ...EMPTY, prompt: textOrNone(given) };
  if (Array.isArray(given)) return fromMessages(given, EMPTY);
  return isFields(given) ? fromBody(given) : EMPTY;
}

const EMPTY: Conversation = {
  prompt: undefined,
  system: undefined,
  tools: undefined,
  modalities: undefined,
  refs: undefined,
  params: undefined,
};

function fromBody(body: Fields): Conversation {
  const messages = body.messages ?? body.contents ?? body.input;
  // Google's libraries keep all but the contents in it.
  const config = isFields(body.config) ? body.config : undefined;
  const outer: Conversation = {
    ...EMPTY,
    system: readSystem(
      body.system ??
        body.instructions ??
        body.systemInstruction ??
        body.system_instruction ??
        config?.system_instruction ??
        config?.systemInstruction ??
        body.preamble,
    ),
    tools: readTools(
      body.tools ?? body.functions ?? (body.toolConfig as Fields | undefined)?.tools ?? config?.tools,
    ),
    params: readParams(body),
  };
  const listed = typeof messages === 'string' ? (innerJson(messages) ?? messages) : messages;
  if (Array.isArray(listed)) return fromMessages(listed, outer);
  if (typeof listed === 'string') return { ...outer, prompt: textOrNone(listed) };
  if (isFields(listed)) return { ...fromBody(listed), ...defined(outer) };
  if (typeof body.role === 'string') return fromMessages([body], EMPTY);
  const prompt = body.prompt ?? body.inputText ?? body.inputs ?? body.message ?? body.query ?? body.text;
  if (isFields(prompt)) return { ...fromBody(prompt), ...defined(outer) };
  if (Array.isArray(prompt)) return fromMessages(prompt, outer);
  return { ...outer, prompt: typeof prompt === 'string' ? textOrNone(prompt) : undefined };
}

function defined(outer: Conversation): Partial<Conversation> {
  return Object.fromEntries(Object.entries(outer).filter(([, value]) => value !== undefined));
}

/** Messages of LangChain, which tell by their type whose they are, and may lie in an envelope that names their class. */
const LANGCHAIN_ROLES = new Set(['human', 'system', 'ai', 'tool', 'function', 'developer', 'user']);

function plainMessage(message: Fields): Fields {
  if (message.role !== undefined) return message;
  const inner = message.type === 'constructor' && isFields(message.kwargs) ? message.kwargs : message;
  return typeof inner.type === 'string' && LANGCHAIN_ROLES.has(inner.type) && inner.content !== undefined
    ? { role: inner.type, content: inner.content }
    : inner;
}

function fromMessages(given: readonly unknown[], outer: Conversation): Conversation {
  // A list of lists, as one that asks for several answers at once.
  const messages = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : given;
  const seen = new Set<Modality>();
  const refs: string[] = [];
  const systems: string[] = [];
  let prompt: string | undefined;
  let fallback: string | undefined;
  for (let i = messages.length - 1; i >= 0; i--) {
    const one = messages[i];
    if (typeof one === 'string') {
      fallback ??= textOrNone(one);
      continue;
    }
    if (!isFields(one)) continue;
    const message = plainMessage(one);
    const role = typeof message.role === 'string' ? message.role.toLowerCase() : undefined;
    const content = message.content ?? message.parts ?? message.message ?? message.text;
    if (role !== undefined && SYSTEMS.has(role)) {
      const text = textOf(content);
      if (text !== undefined) systems.unshift(text);
      continue;
    }
    if (typeof content !== 'string') noteParts(content, seen, refs);
    noteReasoning(message, refs);
    if (prompt !== undefined) continue;
    if (role === undefined) fallback ??= textOf(content);
    else if (USERS.has(role)) prompt = textOf(content);
  }
  prompt ??= fallback;
  const system = systems.length > 0 ? systems.join('\n\n') : undefined;
  return {
    ...outer,
    prompt,
    system:
      outer.system !== undefined && system !== undefined
        ? `${outer.system}\n\n${system}`
        : (outer.system ?? system),
    modalities: modalitiesOf(seen, prompt, outer.tools),
    refs: refs.length > 0 ? refs.reverse() : undefined,
  };
}

function modalitiesOf(
  seen: ReadonlySet<Modality>,
  prompt: string | undefined,
  tools: readonly ToolRecord[] | undefined,
): Modality[] | undefined {
  if (seen.size === 0) return undefined;
  const found: Modality[] = prompt === undefined ? [] : ['text'];
  for (const modality of seen) found.push(modality);
  // Pictures for somebody who can click are of a screen.
  if (seen.has('image') && tools?.some((tool) => /computer|screen|browser/i.test(toolName(tool))))
    found.push('screen');
  return found;
}

function toolName(tool: ToolRecord): string {
  return typeof tool === 'string' ? tool : tool.name;
}

/** The text of a system prompt: text, parts, or messages; also as JSON within a string. */
export function readSystem(value: unknown): string | undefined {
  const given = typeof value === 'string' ? (innerJson(value) ?? value) : value;
  if (Array.isArray(given) && given.some((one) => isFields(one) && typeof one.role === 'string'))
    return fromMessages(given, EMPTY).system;
  if (
    isFields(given) &&
    (given.messages !== undefined || given.contents !== undefined || given.system !== undefined)
  )
    return fromBody(given).system;
  return textOf(given);
}

/** The text in the content of a message: text itself, parts of it, or an object that holds it. */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return textOrNone(content);
  if (Array.isArray(content)) {
    if (content.length === 1) return textOf(content[0]);
    let text = '';
    for (const part of content) {
      const piece = textOf(part);
      if (piece !== undefined) text = text === '' ? piece : `${text}\n${piece}`;
    }
    return textOrNone(text);
  }
  if (!isFields(content)) return undefined;
  const { type } = content;
  if (typeof type === 'string' && WORDLESS.test(type)) return undefined;
  const inner = content.text ?? content.content ?? content.parts ?? content.value;
  return inner === content ? undefined : textOf(inner);
}

/** Parts that hold what tools said or what the model thought, not what somebody wrote. */
const WORDLESS = /^(tool|function|thinking|redacted|reasoning|image|document|file|blob|uri)/;

/** Notes what other than text the parts of a message hold, and reasoning that it carries. */
function noteParts(content: unknown, seen: Set<Modality>, refs: string[], depth = 0): void {
  const parts = Array.isArray(content) ? content : [content];
  for (const part of parts) {
    if (!isFields(part)) continue;
    const modality = modalityOf(part);
    if (modality) seen.add(modality);
    noteReasoning(part, refs);
    const inner = part.content ?? (part.toolResult as Fields | undefined)?.content;
    if (depth < 2 && Array.isArray(inner)) noteParts(inner, seen, refs, depth + 1);
  }
}

function modalityOf(part: Fields): Modality | null {
  const { type } = part;
  if (type === 'text' && typeof part.text === 'string') return null;
  const media = part.inline_data ?? part.inlineData ?? part.fileData ?? part.file_data ?? part.source ?? part;
  const mime = isFields(media)
    ? (media.mime_type ?? media.mimeType ?? media.media_type ?? media.modality)
    : undefined;
  if (typeof mime === 'string') {
    if (mime.startsWith('image')) return 'image';
    if (mime.startsWith('audio')) return 'audio';
    if (!mime.startsWith('text')) return 'file';
  }
  const kind = typeof type === 'string' ? type : '';
  if (/screenshot/.test(kind)) return 'screen';
  if (/image/.test(kind) || part.image !== undefined || part.image_url !== undefined) return 'image';
  if (/audio/.test(kind) || part.input_audio !== undefined) return 'audio';
  if (/^(document|file|input_file|video|video_url)$/.test(kind)) return 'file';
  if (part.document !== undefined || part.video !== undefined) return 'file';
  return null;
}

function noteReasoning(part: Fields, refs: string[]): void {
  const seal = sealOf(part);
  if (seal !== undefined) refs.push(seal);
  const { thinking_blocks } = part;
  if (Array.isArray(thinking_blocks)) {
    for (const block of thinking_blocks) {
      const inner = isFields(block) ? sealOf(block) : undefined;
      if (inner !== undefined) refs.push(inner);
    }
  }
}

/** The hash of what signs or encrypts a reasoning block: the block itself is opaque, and long. */
function sealOf(part: Fields): string | undefined {
  const bedrock = part.reasoningContent as Fields | undefined;
  const seal =
    part.signature ??
    part.encrypted_content ??
    part.thoughtSignature ??
    part.thought_signature ??
    (part.type === 'redacted_thinking' ? part.data : undefined) ??
    (isFields(bedrock)
      ? ((bedrock.reasoningText as Fields | undefined)?.signature ??
        bedrock.signature ??
        bedrock.redactedContent)
      : undefined);
  return typeof seal === 'string' && seal !== '' ? sha256(seal).slice(0, 32) : undefined;
}

const MOST_NODES = 5_000;
const MOST_DEPTH = 10;

/** Hashes of the signed or encrypted reasoning blocks that a response (of any API, whole or in the pieces of a stream) holds. */
export function readIssued(value: unknown): string[] | undefined {
  const found = new Set<string>();
  let nodes = 0;
  const walk = (node: unknown, depth: number): void => {
    if (depth > MOST_DEPTH || ++nodes > MOST_NODES) return;
    if (Array.isArray(node)) for (const one of node) walk(one, depth + 1);
    else if (isFields(node)) {
      const seal = sealOf(node);
      if (seal !== undefined) found.add(seal);
      for (const name in node) {
        const inner = node[name];
        if (typeof inner === 'object' && inner !== null) walk(inner, depth + 1);
      }
    }
  };
  walk(typeof value === 'string' ? innerJson(value) : value, 0);
  return found.size > 0 ? [...found] : undefined;
}

function textOrNone(text: string): string | undefined {
  return text === '' || REDACTED.has(text) ? undefined : text;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
