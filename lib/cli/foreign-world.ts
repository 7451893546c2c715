import type { ExchangeRecord } from '@/lib/model/records';

/** The exchanges as LiteLLM's callback writes them: one StandardLoggingPayload a line. */
export function litellmLines(exchanges: readonly ExchangeRecord[]): string {
  return exchanges.map((exchange) => `${JSON.stringify(litellmPayload(exchange))}\n`).join('');
}

/** One StandardLoggingPayload. */
export function litellmPayload(exchange: ExchangeRecord): object {
  const at = Date.parse(exchange.occurred_at) / 1000;
  const end = at + (exchange.latency_ms ?? 0) / 1000;
  const key = (exchange.api_key_id ?? exchange.account_id).padEnd(64, '0').slice(0, 64);
  return {
    id: exchange.id,
    trace_id: exchange.session_id ?? exchange.id,
    call_id: exchange.id,
    call_type: 'acompletion',
    stream: true,
    status: exchange.status === undefined || exchange.status < 400 ? 'success' : 'failure',
    status_fields: {
      llm_api_status: 'success',
      guardrail_status: exchange.refused ? 'guardrail_intervened' : 'not_run',
    },
    custom_llm_provider: 'openai',
    startTime: at,
    endTime: end,
    completionStartTime: at,
    response_time: end - at,
    model: exchange.model,
    model_group: exchange.model,
    api_base: 'https://models.example',
    response_cost: 0.01,
    total_tokens: (exchange.input_tokens ?? 0) + (exchange.output_tokens ?? 0),
    prompt_tokens: exchange.input_tokens,
    completion_tokens: exchange.output_tokens,
    cache_hit: false,
    request_tags: [],
    requester_ip_address: exchange.ip,
    user_agent: exchange.user_agent,
    messages: [
      ...(exchange.system === undefined ? [] : [{ role: 'system', content: exchange.system }]),
      { role: 'user', content: exchange.prompt ?? '' },
    ],
    response: {
      id: exchange.id,
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Certainly.' } }],
    },
    error_information: {
      error_code: exchange.status && exchange.status >= 400 ? String(exchange.status) : '',
      error_class: '',
    },
    model_parameters: { ...exchange.params, ...(exchange.tools ? { tools: exchange.tools } : {}) },
    metadata: {
      user_api_key_hash: key,
      user_api_key_alias: null,
      user_api_key_org_id: null,
      user_api_key_team_id: null,
      user_api_key_user_id: exchange.account_id,
      requester_ip_address: exchange.ip,
      user_agent: exchange.user_agent,
      requester_custom_headers: exchange.ja4 === undefined ? {} : { 'x-ja4': exchange.ja4 },
      usage_object: { prompt_tokens: exchange.input_tokens, completion_tokens: exchange.output_tokens },
    },
    hidden_params: { litellm_model_name: exchange.model },
  };
}

/** The exchanges as spans of OpenTelemetry, in one request of OTLP's JSON. */
export function otlpLines(exchanges: readonly ExchangeRecord[]): string {
  return exchanges.length === 0 ? '' : `${JSON.stringify(otlpRequest(exchanges))}\n`;
}

/** An ExportTraceServiceRequest. */
export function otlpRequest(exchanges: readonly ExchangeRecord[]): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: [attribute('service.name', 'gateway')] },
        scopeSpans: [{ scope: { name: 'gateway', version: '1.0' }, spans: exchanges.map(spanOf) }],
      },
    ],
  };
}

function spanOf(exchange: ExchangeRecord): object {
  const at = BigInt(Math.round(Date.parse(exchange.occurred_at))) * 1_000_000n;
  const end = at + BigInt(Math.round(exchange.latency_ms ?? 0)) * 1_000_000n;
  const hex = Buffer.from(exchange.id.padEnd(24, '0')).toString('hex');
  const request = Object.entries(exchange.params ?? {}).map(([name, value]) =>
    attribute(`gen_ai.request.${name}`, value),
  );
  return {
    traceId: hex.slice(0, 32),
    spanId: hex.slice(-16),
    parentSpanId: '',
    name: `chat ${exchange.model}`,
    kind: 3,
    startTimeUnixNano: at.toString(),
    endTimeUnixNano: end.toString(),
    attributes: [
      attribute('gen_ai.operation.name', 'chat'),
      attribute('gen_ai.provider.name', 'openai'),
      attribute('gen_ai.request.model', exchange.model),
      attribute('gen_ai.response.model', exchange.model),
      attribute('gen_ai.response.id', exchange.id),
      ...request,
      attribute('gen_ai.usage.input_tokens', exchange.input_tokens),
      attribute('gen_ai.usage.output_tokens', exchange.output_tokens),
      attribute('gen_ai.conversation.id', exchange.session_id),
      attribute(
        'gen_ai.system_instructions',
        exchange.system && JSON.stringify([{ type: 'text', content: exchange.system }]),
      ),
      attribute(
        'gen_ai.input.messages',
        JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: exchange.prompt ?? '' }] }]),
      ),
      attribute('gen_ai.tool.definitions', exchange.tools && JSON.stringify(exchange.tools)),
      attribute('user.id', exchange.account_id),
      attribute('client.address', exchange.ip),
      attribute('user_agent.original', exchange.user_agent),
      attribute('http.response.status_code', exchange.status ?? 200),
    ].filter((one) => one !== null),
    status: { code: 1 },
  };
}

function attribute(key: string, value: unknown): object | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return { key, value: { stringValue: value } };
  if (typeof value === 'boolean') return { key, value: { boolValue: value } };
  if (typeof value === 'number')
    return { key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } };
  return { key, value: { stringValue: JSON.stringify(value) } };
}
