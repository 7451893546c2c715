import type { Source } from './source';

const BODY = [
  'ai.proxy.payload.request',
  'ai.ai-proxy.payload.request',
  'ai.ai-proxy-advanced.payload.request',
  'ai.payload.request',
  'request.body',
];
const RESPONSE = ['ai.proxy.payload.response', 'ai.ai-proxy.payload.response', 'ai.payload.response'];

/** What Kong AI Gateway writes with its plugins file-log, http-log and tcp-log; the names of its versions before 3.6 too. */
export const kong: Source = {
  name: 'kong',
  title: 'Kong AI Gateway',
  envelope: 'json',
  profile: {
    keep: [
      {
        paths: [
          'ai.proxy.meta.request_model',
          'ai.proxy.meta.response_model',
          'ai.ai-proxy.meta.request_model',
          'ai.ai-proxy-advanced.meta.request_model',
          'ai.meta.request_model',
        ],
        not: [''],
      },
    ],
    fields: {
      id: [
        {
          paths: [
            'request.id',
            'correlation_id',
            'request.headers.x-kong-request-id',
            'request.headers.x-request-id',
          ],
        },
      ],
      account_id: [
        {
          paths: [
            'consumer.custom_id',
            'consumer.username',
            'consumer.id',
            'authenticated_entity.id',
            'request.headers.x-consumer-custom-id',
          ],
        },
      ],
      occurred_at: [{ paths: ['started_at', 'request.started_at'] }],
      model: [
        {
          paths: [
            'ai.proxy.meta.request_model',
            'ai.ai-proxy.meta.request_model',
            'ai.ai-proxy-advanced.meta.request_model',
            'ai.meta.request_model',
            'ai.proxy.meta.response_model',
          ],
        },
      ],
      session_id: [{ paths: ['request.headers.x-session-id'] }],
      api_key_id: [{ paths: ['authenticated_entity.id'], as: 'hash' }],
      system: [{ paths: BODY }],
      prompt: [{ paths: BODY }],
      tools: [{ paths: BODY }],
      modalities: [{ paths: BODY }],
      reasoning_refs: [{ paths: BODY }],
      reasoning_issued: [{ paths: RESPONSE }],
      params: [{ paths: BODY }],
      input_tokens: [
        {
          paths: [
            'ai.proxy.usage.prompt_tokens',
            'ai.ai-proxy.usage.prompt_tokens',
            'ai.ai-proxy-advanced.usage.prompt_tokens',
            'ai.usage.prompt_tokens',
            'ai.usage.prompt_token',
            'ai.proxy.usage.prompt_token',
          ],
        },
      ],
      output_tokens: [
        {
          paths: [
            'ai.proxy.usage.completion_tokens',
            'ai.ai-proxy.usage.completion_tokens',
            'ai.ai-proxy-advanced.usage.completion_tokens',
            'ai.usage.completion_tokens',
            'ai.usage.completion_token',
            'ai.proxy.usage.completion_token',
          ],
        },
      ],
      cached_tokens: [{ paths: ['ai.proxy.usage.prompt_tokens_details.cached_tokens'] }],
      status: [{ paths: ['response.status'] }],
      latency_ms: [{ paths: ['latencies.request', 'ai.proxy.meta.llm_latency'] }],
      ip: [{ paths: ['client_ip', 'request.headers.x-forwarded-for'] }],
      asn: [{ paths: ['request.headers.x-asn'] }],
      country: [{ paths: ['request.headers.cf-ipcountry', 'request.headers.x-country'] }],
      user_agent: [{ paths: ['request.headers.user-agent'] }],
      ja4: [{ paths: ['request.headers.x-ja4', 'request.headers.cf-ja4'] }],
      device_id: [{ paths: ['request.headers.x-device-id'] }],
    },
  },
  lacks: [
    {
      targets: ['prompt', 'system', 'tools', 'params', 'modalities', 'reasoning_refs', 'reasoning_issued'],
      why: 'Only with logging.log_payloads of the AI proxy plugin.',
    },
    {
      targets: ['account_id'],
      why: 'Only with a plugin that authenticates consumers; rows without one are refused.',
    },
    {
      targets: ['ja4', 'asn', 'country', 'device_id'],
      why: 'Only when what stands before Kong adds headers for them.',
    },
    { targets: ['refused', 'pathway'], why: 'Not in its records.' },
  ],
};
