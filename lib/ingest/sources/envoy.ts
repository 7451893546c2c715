import type { Source } from './source';

const MODEL = ['genai_model_name', '"gen_ai.request.model"', 'request_model', 'model'];

/** The access log of Envoy AI Gateway as JSON. Its names are the operator's own; these are those of its documentation. */
export const envoy: Source = {
  name: 'envoy',
  title: 'Envoy AI Gateway',
  envelope: 'json',
  profile: {
    keep: [{ paths: [...MODEL], not: ['', '-'] }],
    fields: {
      id: [{ paths: ['x-request-id', 'request_id', 'x_request_id'], words: { '-': '' } }],
      account_id: [
        {
          paths: [
            'x-account-id',
            'account_id',
            'x-user-id',
            'user_id',
            'x-tenant-id',
            'tenant_id',
            'x-api-key-id',
            'api_key_id',
            'jwt_sub',
          ],
          words: { '-': '' },
        },
      ],
      occurred_at: [{ paths: ['start_time', 'timestamp'] }],
      model: [{ paths: [...MODEL, 'genai_response_model'], words: { '-': '' } }],
      session_id: [{ paths: ['x-session-id', 'session_id'], words: { '-': '' } }],
      api_key_id: [{ paths: ['x-api-key-id', 'api_key_id'], as: 'hash', words: { '-': '' } }],
      input_tokens: [
        {
          paths: ['genai_tokens_input', 'genai_input_tokens', '"gen_ai.usage.input_tokens"', 'input_tokens'],
        },
      ],
      output_tokens: [
        {
          paths: [
            'genai_tokens_output',
            'genai_output_tokens',
            '"gen_ai.usage.output_tokens"',
            'output_tokens',
          ],
        },
      ],
      cached_tokens: [{ paths: ['genai_tokens_cached_input', 'cached_tokens'] }],
      status: [{ paths: ['response_code', 'status'] }],
      latency_ms: [{ paths: ['duration'] }],
      ip: [
        {
          paths: ['x-forwarded-for', 'x_forwarded_for', 'downstream_remote_address', 'client_ip'],
          words: { '-': '' },
        },
      ],
      asn: [{ paths: ['x-asn', 'asn'], words: { '-': '' } }],
      country: [{ paths: ['x-country', 'country'], words: { '-': '' } }],
      user_agent: [{ paths: ['user-agent', 'user_agent'], words: { '-': '' } }],
      ja4: [{ paths: ['ja4', 'tls_ja4', 'x-ja4'], words: { '-': '' } }],
      device_id: [{ paths: ['x-device-id', 'device_id'], words: { '-': '' } }],
    },
  },
  lacks: [
    {
      targets: [
        'prompt',
        'system',
        'tools',
        'params',
        'modalities',
        'reasoning_refs',
        'reasoning_issued',
        'refused',
      ],
      why: 'An access log has no bodies: what campaigns send cannot be seen. Use the OpenTelemetry traces of the gateway beside it.',
    },
    {
      targets: ['account_id', 'api_key_id', 'session_id'],
      why: 'Only when the format of the log names the header in which the account stands.',
    },
    { targets: ['ja4'], why: 'From Envoy 1.35 on, with %TLS_JA4_FINGERPRINT% in the format.' },
    { targets: ['pathway', 'device_id'], why: 'Not in an access log.' },
  ],
};
