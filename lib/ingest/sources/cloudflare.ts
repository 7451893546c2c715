import type { Source } from './source';

const BODY = ['request_body', 'request', 'request_head'];

/** Logs of Cloudflare AI Gateway, from its REST API. Logpush encrypts bodies and metadata and says too little. */
export const cloudflare: Source = {
  name: 'cloudflare',
  title: 'Cloudflare AI Gateway',
  envelope: 'json',
  profile: {
    rows: ['result', 'data'],
    refuse: [
      {
        paths: ['RequestBody.type', 'Metadata.type', 'RequestBody.key', 'Metadata.key'],
        not: [''],
        message:
          'Logpush encrypts bodies and metadata: fetch the logs from the REST API of the gateway instead.',
      },
    ],
    keep: [
      {
        paths: ['model_type', 'request_type'],
        not: ['embedding', 'embeddings', 'text-embeddings', 'image', 'text-to-image', 'speech'],
      },
    ],
    fields: {
      id: [{ paths: ['id', 'event_id'] }],
      account_id: [
        {
          paths: [
            'metadata.user_id',
            'metadata.userId',
            'metadata.user',
            'metadata.account_id',
            'metadata.customer_id',
            'metadata.team',
          ],
        },
      ],
      occurred_at: [{ paths: ['created_at'] }],
      model: [{ paths: ['model'] }],
      session_id: [{ paths: ['metadata.session_id', 'metadata.sessionId'] }],
      api_key_id: [{ paths: ['metadata.api_key_id'], as: 'hash' }],
      system: [{ paths: BODY }],
      prompt: [{ paths: BODY }],
      tools: [{ paths: BODY }],
      modalities: [{ paths: BODY }],
      reasoning_refs: [{ paths: BODY }],
      reasoning_issued: [{ paths: ['response_body', 'response', 'response_head'] }],
      params: [{ paths: BODY }],
      input_tokens: [{ paths: ['tokens_in'] }],
      output_tokens: [{ paths: ['tokens_out'] }],
      status: [{ paths: ['status_code'] }, { paths: ['success'], words: { true: '200', false: '500' } }],
      latency_ms: [{ paths: ['duration'] }],
      ip: [{ paths: ['metadata.ip', 'metadata.client_ip'] }],
      country: [{ paths: ['metadata.country'] }],
      user_agent: [{ paths: ['user_agent', 'metadata.user_agent'] }],
      ja4: [{ paths: ['metadata.ja4'] }],
      device_id: [{ paths: ['metadata.device_id'] }],
    },
  },
  lacks: [
    {
      targets: ['account_id'],
      why: 'The gateway knows nobody: send cf-aig-metadata with user_id; rows without are refused.',
    },
    {
      targets: ['prompt', 'system', 'tools', 'reasoning_refs', 'params'],
      why: 'The list of logs has no bodies: fetch each log’s request beside it, or do without.',
    },
    {
      targets: ['ip', 'user_agent', 'ja4', 'asn', 'country', 'device_id'],
      why: 'Only what cf-aig-metadata carries (at most five values).',
    },
    { targets: ['cached_tokens', 'pathway', 'refused'], why: 'Not in its records.' },
  ],
};
