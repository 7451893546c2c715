import type { Source } from './source';

const BODY = ['request.body', '"request.body"', 'request'];

/** Logs that Portkey exports: JSONL whose names hold points, or nested. */
export const portkey: Source = {
  name: 'portkey',
  title: 'Portkey',
  envelope: 'json',
  profile: {
    rows: ['data'],
    fields: {
      id: [{ paths: ['id', 'request_id', 'response.body.id', '"response.body".id', 'trace_id'] }],
      account_id: [
        {
          paths: [
            'metadata._user',
            'metadata.user_id',
            'metadata.user',
            'metadata.customer_id',
            'metadata.account_id',
            'user',
            'organisation_id',
            'virtual_key',
          ],
        },
      ],
      occurred_at: [{ paths: ['created_at'] }],
      model: [{ paths: ['ai_model', 'request.body.model', '"request.body".model'] }],
      session_id: [{ paths: ['metadata.session_id', 'metadata._session', 'trace_id'] }],
      api_key_id: [{ paths: ['api_key_id', 'virtual_key'], as: 'hash' }],
      system: [{ paths: BODY }],
      prompt: [{ paths: BODY }],
      tools: [{ paths: BODY }],
      modalities: [{ paths: BODY }],
      reasoning_refs: [{ paths: BODY }],
      reasoning_issued: [{ paths: ['response.body', '"response.body"', 'response'] }],
      params: [{ paths: BODY }],
      input_tokens: [
        { paths: ['req_units', 'response.body.usage.prompt_tokens', '"response.body".usage.prompt_tokens'] },
      ],
      output_tokens: [
        {
          paths: [
            'res_units',
            'response.body.usage.completion_tokens',
            '"response.body".usage.completion_tokens',
          ],
        },
      ],
      cached_tokens: [
        {
          paths: [
            'response.body.usage.prompt_tokens_details.cached_tokens',
            '"response.body".usage.prompt_tokens_details.cached_tokens',
          ],
        },
      ],
      status: [
        { paths: ['response_status_code'] },
        { paths: ['is_success'], words: { '1': '200', '0': '500', true: '200', false: '500' } },
      ],
      refused: [
        { paths: ['response.body.choices.0.finish_reason', '"response.body".choices.0.finish_reason'] },
      ],
      latency_ms: [{ paths: ['response_time'] }],
      ip: [{ paths: ['metadata.ip', 'metadata.client_ip'] }],
      country: [{ paths: ['metadata.country'] }],
      user_agent: [{ paths: ['metadata.user_agent'] }],
      ja4: [{ paths: ['metadata.ja4'] }],
      device_id: [{ paths: ['metadata.device_id'] }],
    },
  },
  lacks: [
    {
      targets: ['ip', 'user_agent', 'ja4', 'asn', 'country', 'device_id'],
      why: 'Only what the application writes into the metadata.',
    },
    {
      targets: ['account_id'],
      why: 'Without _user in the metadata, whoever shares a virtual key counts as one account.',
    },
    { targets: ['pathway'], why: 'Not in its records.' },
  ],
};
