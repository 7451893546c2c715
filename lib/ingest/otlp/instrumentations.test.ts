import { describe, expect, it } from 'vitest';
import { mapRecord } from '@/lib/ingest/sources/map';
import { otel } from '@/lib/ingest/sources/otel';
import type { Profile } from '@/lib/model/mapping';
import { spansOfJson } from './json';

const NOW = Date.UTC(2026, 10, 22) * 1000;

type Given = Record<string, unknown>;
interface Told {
  attributes: Given;
  events?: { name: string; attributes: Given }[];
}

function anyValue(value: unknown): Given {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if (typeof value === 'number') return { intValue: String(value) };
  return { stringValue: String(value) };
}

const listed = (given: Given) =>
  Object.entries(given).map(([key, value]) => ({ key, value: anyValue(value) }));

/** What becomes of a span that says this; null where it is no request to a model. */
function exchange({ attributes, events = [] }: Told): unknown {
  const span = {
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    startTimeUnixNano: '1795168800500000000',
    endTimeUnixNano: '1795168802500000000',
    attributes: listed({ 'user.id': 'u1', ...attributes }),
    events: events.map((event) => ({ name: event.name, attributes: listed(event.attributes) })),
  };
  const [row] = spansOfJson({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  if (!row) return null;
  const { outcome, record } = mapRecord(otel.profile as Profile, row, NOW);
  return outcome === 'taken' ? record : outcome;
}

const json = JSON.stringify;
const MESSAGES = [
  { role: 'system', content: 'Be terse.' },
  { role: 'user', content: 'First.' },
  { role: 'assistant', content: 'Yes.' },
  { role: 'user', content: 'Second.' },
];
const PARTS = MESSAGES.map(({ role, content }) => ({ role, parts: [{ type: 'text', content }] }));
const HEARD = { account_id: 'u1', model: 'm', system: 'Be terse.', prompt: 'Second.' };
const PICTURED = { ...HEARD, modalities: ['text', 'image'] };
const COUNTED = { input_tokens: 3, output_tokens: 4 };
const USAGE = { 'gen_ai.usage.input_tokens': 3, 'gen_ai.usage.output_tokens': 4 };
const USER_PARTS = [
  { type: 'text', text: 'Second.' },
  { type: 'image_url', image_url: { url: 'data:image/png;base64,x' } },
];

describe('a span of', () => {
  it.each<[string, Told, object]>([
    [
      'the conventions, newest: messages in attributes',
      {
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': 'm',
          'gen_ai.system_instructions': json([{ type: 'text', content: 'Be terse.' }]),
          'gen_ai.input.messages': json(PARTS.slice(1)),
          'gen_ai.tool.definitions': json([
            { type: 'function', name: 'paint', parameters: { type: 'object' } },
          ]),
          'gen_ai.response.finish_reasons': ['content_filter'],
          ...USAGE,
        },
      },
      { ...HEARD, ...COUNTED, refused: true, tools: [{ name: 'paint' }] },
    ],
    [
      'the conventions, one event with all of it',
      {
        attributes: { 'gen_ai.operation.name': 'generate_content', 'gen_ai.request.model': 'm' },
        events: [
          {
            name: 'gen_ai.client.inference.operation.details',
            attributes: { 'gen_ai.input.messages': json(PARTS) },
          },
        ],
      },
      HEARD,
    ],
    [
      'the conventions, an event for each message, as JSON (Azure AI Inference)',
      {
        attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' },
        events: MESSAGES.map((message) => ({
          name: `gen_ai.${message.role}.message`,
          attributes: { 'gen_ai.system': 'az.ai.inference', 'gen_ai.event.content': json(message) },
        })),
      },
      HEARD,
    ],
    [
      'the conventions, an event for each message, as parts (Strands)',
      {
        attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' },
        events: MESSAGES.map(({ role, content }) => ({
          name: `gen_ai.${role}.message`,
          attributes: { content: json([{ text: content }]) },
        })),
      },
      HEARD,
    ],
    [
      'OpenLLMetry, a list in many attributes',
      {
        attributes: {
          'llm.request.type': 'chat',
          'gen_ai.request.model': 'm',
          ...Object.fromEntries(
            MESSAGES.flatMap(({ role, content }, i) => [
              [`gen_ai.prompt.${i}.role`, role],
              [`gen_ai.prompt.${i}.content`, i === 3 ? json(USER_PARTS) : content],
            ]),
          ),
          'llm.request.functions.0.name': 'paint',
          'llm.request.functions.0.parameters': json({ type: 'object' }),
          'gen_ai.usage.prompt_tokens': 3,
          'gen_ai.usage.completion_tokens': 4,
        },
      },
      { ...PICTURED, ...COUNTED, tools: [{ name: 'paint' }] },
    ],
    [
      'OpenInference, contents in pieces',
      {
        attributes: {
          'openinference.span.kind': 'LLM',
          'llm.model_name': 'm',
          'llm.invocation_parameters': json({ temperature: 0.5 }),
          'llm.input_messages.0.message.role': 'system',
          'llm.input_messages.0.message.content': 'Be terse.',
          'llm.input_messages.1.message.role': 'user',
          'llm.input_messages.1.message.contents.0.message_content.type': 'text',
          'llm.input_messages.1.message.contents.0.message_content.text': 'Second.',
          'llm.input_messages.1.message.contents.1.message_content.type': 'image',
          'llm.input_messages.1.message.contents.1.message_content.image.image.url':
            'data:image/png;base64,x',
          'llm.tools.0.tool.json_schema': json({ type: 'function', function: { name: 'paint' } }),
          'llm.token_count.prompt': 3,
          'llm.token_count.completion': 4,
        },
      },
      { ...PICTURED, ...COUNTED, tools: [{ name: 'paint' }], params: { temperature: 0.5 } },
    ],
    [
      'the AI SDK, the call within',
      {
        attributes: {
          'operation.name': 'ai.streamText.doStream',
          'gen_ai.request.model': 'm',
          'gen_ai.request.temperature': 1,
          'ai.prompt.messages': json([
            MESSAGES[0],
            { role: 'user', content: [{ type: 'text', text: 'Second.' }] },
          ]),
          'ai.prompt.tools': [json({ type: 'function', name: 'paint', inputSchema: { type: 'object' } })],
          'ai.usage.inputTokens': 3,
          'ai.usage.outputTokens': 4,
          'ai.usage.cachedInputTokens': 1,
          'ai.telemetry.metadata.sessionId': 's1',
          'ai.response.finishReason': 'content-filter',
          'gen_ai.response.id': 'r1',
        },
      },
      {
        ...HEARD,
        ...COUNTED,
        id: 'r1',
        cached_tokens: 1,
        session_id: 's1',
        refused: true,
        tools: [{ name: 'paint' }],
      },
    ],
    [
      'LiteLLM, which names the function that was called',
      {
        attributes: {
          'gen_ai.operation.name': 'acompletion',
          'llm.request.type': 'acompletion',
          'gen_ai.request.model': 'm',
          'metadata.user_api_key_user_id': 'u2',
          'metadata.user_api_key_team_id': '',
          'gen_ai.input.messages': json([...PARTS.slice(0, 3), { role: 'user', parts: USER_PARTS }]),
          'gen_ai.response.finish_reasons': json(['content_filter']),
          ...USAGE,
        },
      },
      { ...PICTURED, ...COUNTED, account_id: 'u2', refused: true },
    ],
    [
      'LiteLLM without texts',
      { attributes: { 'llm.request.type': 'anthropic_messages', 'gen_ai.request.model': 'm', ...USAGE } },
      { model: 'm', ...COUNTED },
    ],
    [
      'Langfuse',
      {
        attributes: {
          'langfuse.observation.type': 'generation',
          'langfuse.observation.model.name': 'm',
          'langfuse.observation.input': json(MESSAGES),
          'langfuse.observation.model.parameters': json({ temperature: 0.5 }),
          'langfuse.observation.usage_details': json({ input: 3, output: 4, input_cached_tokens: 1 }),
          'langfuse.observation.level': 'ERROR',
          'langfuse.session.id': 's1',
        },
      },
      { ...HEARD, ...COUNTED, cached_tokens: 1, session_id: 's1', status: 500, params: { temperature: 0.5 } },
    ],
    [
      'Google ADK, the request as it went out',
      {
        attributes: {
          'gen_ai.operation.name': 'generate_content',
          'gen_ai.request.model': 'm',
          'gcp.vertex.agent.llm_request': json({
            model: 'm',
            config: {
              system_instruction: 'Be terse.',
              temperature: 0.5,
              tools: [{ function_declarations: [{ name: 'paint' }] }],
            },
            contents: [{ role: 'user', parts: [{ text: 'Second.' }] }],
          }),
        },
      },
      { ...HEARD, tools: [{ name: 'paint' }] },
    ],
    [
      'LangSmith, messages as LangChain writes them',
      {
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': 'm',
          'gen_ai.prompt': json({
            messages: [
              [
                {
                  lc: 1,
                  type: 'constructor',
                  id: ['langchain', 'SystemMessage'],
                  kwargs: { type: 'system', content: 'Be terse.' },
                },
                {
                  lc: 1,
                  type: 'constructor',
                  id: ['langchain', 'HumanMessage'],
                  kwargs: { type: 'human', content: 'Second.' },
                },
                {
                  lc: 1,
                  type: 'constructor',
                  id: ['langchain', 'ToolMessage'],
                  kwargs: { type: 'tool', content: '7' },
                },
              ],
            ],
          }),
        },
      },
      HEARD,
    ],
    [
      'Pydantic AI, its events in one attribute',
      {
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': 'm',
          events: json(
            MESSAGES.map((message) => ({ ...message, 'event.name': `gen_ai.${message.role}.message` })),
          ),
        },
      },
      HEARD,
    ],
    [
      'Semantic Kernel, the older name of the operation',
      { attributes: { 'gen_ai.operation.name': 'chat.completions', 'gen_ai.request.model': 'm' } },
      { model: 'm' },
    ],
  ])('%s', (_, told, expected) => {
    const found = exchange(told);
    const { tools, ...others } = expected as { tools?: Given[] };
    expect(found).toMatchObject(others);
    if (tools) expect(found).toMatchObject({ tools: tools.map((tool) => expect.objectContaining(tool)) });
  });

  it.each<[string, Given]>([
    ['an agent', { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.request.model': 'm', ...USAGE }],
    ['embeddings by LiteLLM', { 'gen_ai.operation.name': 'aembedding', 'gen_ai.request.model': 'm' }],
    ['a tool by Langfuse', { 'langfuse.observation.type': 'tool' }],
    [
      'the AI SDK around its calls',
      { 'operation.name': 'ai.streamText', 'ai.model.id': 'm', 'ai.usage.inputTokens': 3 },
    ],
    ['the request that LiteLLM makes of it', { 'llm.openai.model': 'm' }],
  ])('%s is no request of its own', (_, attributes) => {
    expect(exchange({ attributes })).toBeNull();
  });

  it('keeps a prompt that is JSON of its own as it is', () => {
    const prompt = json([{ name: 'Ada', born: 1815 }]);
    const attributes = {
      'llm.request.type': 'chat',
      'gen_ai.request.model': 'm',
      'gen_ai.prompt.0.role': 'user',
      'gen_ai.prompt.0.content': prompt,
    };
    expect(exchange({ attributes })).toMatchObject({ prompt });
  });
});
