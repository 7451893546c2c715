import { describe, expect, it } from 'vitest';
import { type Profile, SOURCE_NAMES } from '@/lib/model/mapping';
import { FORMATS, SOURCES, sourceOf } from './index';
import { mapRecord } from './map';
import { rowsOf } from './rows';

const NOW = Date.UTC(2026, 10, 22) * 1000;

/** What a source makes of one JSON value: its exchanges, or why there are none. */
function exchanges(name: string, value: unknown): unknown[] {
  const source = sourceOf(name);
  const profile = source.profile as Profile;
  return rowsOf(source, profile, value).map((row) => {
    const { outcome, record } = mapRecord(profile, row, NOW);
    return outcome === 'taken' ? record : outcome;
  });
}

const TALK = {
  model: 'm',
  system: [{ type: 'text', text: 'Be terse.' }],
  messages: [
    { role: 'user', content: 'First.' },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: '…', signature: 'sig-1' },
        { type: 'text', text: 'Yes.' },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Second.' },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'x' } },
      ],
    },
  ],
  tools: [{ name: 'paint', input_schema: { type: 'object', properties: { x: {} } } }],
  max_tokens: 64,
  thinking: { type: 'enabled', budget_tokens: 2000 },
};
const HEARD = {
  system: 'Be terse.',
  prompt: 'Second.',
  tools: [{ name: 'paint' }],
  modalities: ['text', 'image'],
  reasoning_refs: [expect.stringMatching(/^[0-9a-f]{32}$/)],
  params: { max_tokens: 64, thinking_budget: 2000 },
};
const AT = '2026-11-20T10:00:00.500000Z';

const LANGFUSE = {
  id: 'o1',
  trace_id: 't1',
  project_id: 'p1',
  type: 'GENERATION',
  start_time: '2026-11-20 10:00:00.500000',
  end_time: '2026-11-20 10:00:02.000000',
  level: 'DEFAULT',
  input: JSON.stringify(TALK.messages),
  output: '{"role":"assistant","content":"Yes."}',
  provided_model_name: 'm',
  model_parameters: '{"temperature":1,"max_tokens":"64"}',
  usage_details: { input: 3, output: 4, input_cached_tokens: 1 },
  latency: 1.5,
  metadata: { ip: '100.70.3.9' },
  user_id: 'u1',
  session_id: '',
};

const BEDROCK = {
  schemaType: 'ModelInvocationLog',
  schemaVersion: '1.0',
  timestamp: '2026-11-20T10:00:00.5Z',
  accountId: '123456789012',
  identity: { arn: 'arn:aws:sts::123456789012:assumed-role/app/s' },
  requestId: 'r1',
  operation: 'Converse',
  modelId: 'vendor.m-1',
  input: {
    inputBodyJson: {
      system: [{ text: 'Be terse.' }],
      messages: [
        { role: 'user', content: [{ text: 'First.' }] },
        {
          role: 'assistant',
          content: [{ reasoningContent: { reasoningText: { text: '…', signature: 's' } } }, { text: 'Yes.' }],
        },
        { role: 'user', content: [{ text: 'Second.' }, { image: { format: 'png' } }] },
      ],
      inferenceConfig: { maxTokens: 64 },
      toolConfig: { tools: [{ toolSpec: { name: 'paint', inputSchema: { json: { type: 'object' } } } }] },
    },
    inputTokenCount: 3,
  },
  output: {
    outputBodyJson: { stopReason: 'guardrail_intervened', metrics: { latencyMs: 900 } },
    outputTokenCount: 4,
  },
};

describe('a row of each source', () => {
  it.each<[string, unknown, object]>([
    [
      'langfuse',
      LANGFUSE,
      {
        id: 'o1',
        account_id: 'u1',
        occurred_at: AT,
        model: 'm',
        session_id: 't1',
        prompt: 'Second.',
        params: { temperature: 1, max_tokens: 64 },
        input_tokens: 3,
        output_tokens: 4,
        cached_tokens: 1,
        latency_ms: 1500,
        ip: '100.70.3.9',
        status: 200,
      },
    ],
    [
      'langfuse',
      {
        data: [
          {
            id: 'o1',
            type: 'GENERATION',
            startTime: '2026-11-20T10:00:00.5Z',
            userId: 'u1',
            providedModelName: 'm',
            usageDetails: { input: 3 },
          },
        ],
      },
      { account_id: 'u1', occurred_at: '2026-11-20T10:00:00.500000Z', input_tokens: 3 },
    ],
    [
      'bedrock',
      BEDROCK,
      {
        id: 'r1',
        account_id: 'arn:aws:sts::123456789012:assumed-role/app/s',
        occurred_at: AT,
        ...HEARD,
        tools: [{ name: 'paint', inputSchema: { type: 'object' } }],
        params: { max_tokens: 64 },
        status: 200,
        refused: true,
        latency_ms: 900,
        input_tokens: 3,
        output_tokens: 4,
      },
    ],
    [
      'bedrock',
      {
        logEvents: [
          {
            id: '1',
            timestamp: 1,
            message: JSON.stringify({ ...BEDROCK, errorCode: 'ThrottlingException' }),
          },
        ],
      },
      { id: 'r1', status: 429 },
    ],
    [
      'bedrock',
      { ...BEDROCK, errorCode: 'SomethingNew', requestMetadata: { tenant: 'c1' } },
      { account_id: 'c1', status: 500 },
    ],
    ['bedrock', { ...BEDROCK, operation: 'InvokeModel', input: { inputBodyJson: TALK } }, HEARD],
    // A body of Titan, streamed: its answer comes in pieces.
    [
      'bedrock',
      {
        ...BEDROCK,
        operation: 'InvokeModelWithResponseStream',
        input: {
          inputBodyJson: {
            inputText: 'Hello.',
            textGenerationConfig: { maxTokenCount: 64, temperature: 0 },
          },
        },
        output: {
          outputBodyJson: [{ outputText: 'Yes.' }, { completionReason: 'FINISH' }],
          outputTokenCount: 4,
        },
      },
      { prompt: 'Hello.', params: { max_tokens: 64, temperature: 0 }, output_tokens: 4, status: 200 },
    ],
    // Bodies too long for the log lie elsewhere.
    [
      'bedrock',
      { ...BEDROCK, input: { inputBodyS3Path: 's3://logs/r1.json.gz', inputTokenCount: 30_000 } },
      { id: 'r1', input_tokens: 30_000 },
    ],
    // Anthropic's API and the Responses of OpenAI behind LiteLLM.
    [
      'litellm',
      {
        id: 'r1',
        call_type: 'anthropic_messages',
        startTime: 1_795_168_800.5,
        model: 'm',
        metadata: { user_api_key_user_id: 'u1' },
        messages: TALK.messages,
        model_parameters: { system: TALK.system, tools: TALK.tools, max_tokens: 64, thinking: TALK.thinking },
      },
      { account_id: 'u1', occurred_at: AT, ...HEARD },
    ],
    [
      'litellm',
      {
        id: 'r1',
        call_type: 'aresponses',
        startTime: 1_795_168_800.5,
        model: 'm',
        metadata: { user_api_key_user_id: 'u1' },
        messages: 'Second.',
        model_parameters: { instructions: 'Be terse.', max_output_tokens: 64 },
      },
      { prompt: 'Second.', system: 'Be terse.', params: { max_tokens: 64 } },
    ],
    [
      'helicone',
      {
        data: [
          {
            request_id: 'r1',
            request_created_at: '2026-11-20 10:00:00.5+00',
            request_user_id: 'u1',
            request_model: 'm',
            request_body: TALK,
            response_status: 200,
            delay_ms: 80,
            country_code: 'SE',
          },
        ],
      },
      { id: 'r1', account_id: 'u1', occurred_at: AT, ...HEARD, status: 200, latency_ms: 80, country: 'SE' },
    ],
    [
      'portkey',
      {
        id: 'r1',
        created_at: '2026-11-20T10:00:00.500Z',
        'request.body': JSON.stringify(TALK),
        ai_model: 'm',
        req_units: '3',
        res_units: 4,
        is_success: 0,
        metadata: { _user: 'u1' },
        response_time: 12,
      },
      { id: 'r1', account_id: 'u1', ...HEARD, status: 500, input_tokens: 3, latency_ms: 12 },
    ],
    [
      'cloudflare',
      {
        success: true,
        result: [
          {
            id: 'l1',
            created_at: '2026-11-20T10:00:00.5Z',
            model: 'm',
            status_code: 429,
            tokens_in: 3,
            tokens_out: 4,
            duration: 12,
            metadata: '{"user_id":"u1"}',
          },
        ],
      },
      { id: 'l1', account_id: 'u1', status: 429, latency_ms: 12, input_tokens: 3 },
    ],
    [
      'envoy',
      {
        start_time: '2026-11-20T10:00:00.500Z',
        'x-request-id': 'r1',
        'x-account-id': 'u1',
        genai_model_name: 'm',
        genai_tokens_input: '3',
        response_code: 200,
        downstream_remote_address: '100.70.3.9:4711',
        'x-forwarded-for': '-',
        'user-agent': 'aster/1',
        ja4: 't13d',
      },
      { id: 'r1', account_id: 'u1', ip: '100.70.3.9', input_tokens: 3, ja4: 't13d', user_agent: 'aster/1' },
    ],
    [
      'envoy',
      {
        start_time: '2026-11-20T10:00:00.500Z',
        'x-request-id': 'r1',
        'x-account-id': 'u1',
        'gen_ai.request.model': 'm',
        'gen_ai.usage.input_tokens': 3,
        response_code: 200,
      },
      { id: 'r1', account_id: 'u1', input_tokens: 3 },
    ],
    [
      'kong',
      {
        started_at: 1_795_168_800_500,
        client_ip: '100.70.3.9',
        request: { id: 'r1', headers: { 'user-agent': 'aster/1' } },
        response: { status: 200 },
        consumer: { username: 'u1' },
        latencies: { request: 80 },
        ai: {
          proxy: {
            meta: { request_model: 'm' },
            usage: { prompt_tokens: 3 },
            payload: { request: JSON.stringify(TALK) },
          },
        },
      },
      { id: 'r1', account_id: 'u1', occurred_at: AT, ...HEARD, ip: '100.70.3.9', latency_ms: 80 },
    ],
    [
      'azure-apim',
      {
        CorrelationId: 'r1',
        TimeGenerated: '2026-11-20T10:00:00.5Z',
        ModelName: 'm',
        ApimSubscriptionId: 'u1',
        PromptTokens: 3,
        RequestMessages: JSON.stringify(TALK.messages),
        ResponseCode: 200,
        CallerIpAddress: '100.70.3.9',
      },
      { id: 'r1', account_id: 'u1', prompt: 'Second.', ip: '100.70.3.9', input_tokens: 3 },
    ],
    [
      'csv',
      {
        id: 'r1',
        account_id: 'u1',
        occurred_at: '2026-11-20 10:00:00.5',
        model: 'm',
        prompt: 'Hello',
        input_tokens: '3',
        refused: 'true',
        tools: '["a"]',
      },
      { id: 'r1', occurred_at: AT, prompt: 'Hello', input_tokens: 3, refused: true, tools: ['a'] },
    ],
  ])('becomes an exchange: %s', (name, value, expected) => {
    expect(exchanges(name, value)).toEqual([
      expect.objectContaining({ model: expect.any(String), ...match(expected) }),
    ]);
  });

  it.each<[string, unknown, unknown]>([
    ['langfuse', { ...LANGFUSE, type: 'SPAN' }, 'passed'],
    ['langfuse', { id: 't1', name: 'chat', input: 'x' }, { code: 'refused' }],
    [
      'cloudflare',
      { id: 'l', created_at: AT, model: 'm', RequestBody: { type: 'rsa', key: 'k' } },
      { code: 'refused' },
    ],
    ['cloudflare', { id: 'l', created_at: AT, model: 'm' }, { code: 'missing_field' }],
    ['azure-apim', { CorrelationId: 'r', TimeGenerated: AT, RequestMessages: '[]' }, { code: 'refused' }],
    ['kong', { started_at: 1, request: { id: 'r' } }, 'passed'],
    ['envoy', { start_time: AT, genai_model_name: '-' }, 'passed'],
    ['csv', { '': 'x', id: 'a' }, { code: 'refused' }],
  ])('is left out or refused: %s', (name, value, outcome) => {
    expect(exchanges(name, value)).toEqual([
      typeof outcome === 'string' ? outcome : expect.objectContaining(outcome as object),
    ]);
  });

  it('of CSV may be an account', () => {
    const row = {
      id: 'u1',
      created_at: '2026-11-01',
      plan: 'pro',
      payment_bin: '400000',
      pathway: 'API',
      rpm_limit: '5',
      nonsense: 'x',
    };
    expect(sourceOf('csv').record?.({ ...row, created_at: '2026-11-01 08:00' })).toEqual({
      type: 'account',
      id: 'u1',
      created_at: '2026-11-01T08:00:00Z',
      plan: 'pro',
      pathway: 'api',
      rpm_limit: 5,
      payment: { bin: '400000' },
    });
  });

  it('is known by its name in the browser too', () => {
    expect(FORMATS).toEqual(expect.arrayContaining([...SOURCE_NAMES]));
  });

  it('says what it cannot give', () => {
    for (const { name, profile, lacks } of SOURCES)
      if (profile && name !== 'csv') expect(lacks.length, name).toBeGreaterThan(1);
  });
});

/** Objects within are looked into, not compared whole. */
function match(expected: object): object {
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      name === 'tools' && Array.isArray(value) && typeof value[0] === 'object'
        ? value.map((one: object) => expect.objectContaining(one))
        : value,
    ]),
  );
}
