import type { Source } from './source';

const BODY = ['request_body', 'request.body', 'requestBody'];

/** Requests of Helicone: its query API, and its export as JSONL or CSV. */
export const helicone: Source = {
  name: 'helicone',
  title: 'Helicone',
  envelope: 'json',
  profile: {
    rows: ['data'],
    fields: {
      id: [{ paths: ['request_id', 'requestId', 'response_id'] }],
      account_id: [
        {
          paths: [
            'request_user_id',
            'user_id',
            'userId',
            'properties.account_id',
            'request_properties.account_id',
            'properties.User-Id',
            'request_properties.User-Id',
            'properties.customer',
            'request_properties.customer',
            'helicone_api_key_id',
            'organization_id',
          ],
        },
      ],
      occurred_at: [{ paths: ['request_created_at', 'created_at', 'createdAt'] }],
      model: [{ paths: ['request_model', 'model', 'model_override', 'response_model'] }],
      session_id: [
        {
          paths: [
            'request_properties.Helicone-Session-Id',
            'properties.Helicone-Session-Id',
            'request_properties.session_id',
            'properties.session_id',
          ],
        },
      ],
      system: [{ paths: BODY }],
      prompt: [{ paths: BODY }],
      tools: [{ paths: BODY }],
      modalities: [{ paths: BODY }],
      reasoning_refs: [{ paths: BODY }],
      reasoning_issued: [{ paths: ['response_body', 'response.body'] }],
      params: [{ paths: BODY }],
      input_tokens: [{ paths: ['prompt_tokens', 'promptTokens'] }],
      output_tokens: [{ paths: ['completion_tokens', 'completionTokens'] }],
      cached_tokens: [{ paths: ['prompt_cache_read_tokens'] }],
      status: [{ paths: ['response_status', 'status'] }],
      refused: [{ paths: ['response_body.choices.0.finish_reason', 'response_body.stop_reason'] }],
      latency_ms: [
        { paths: ['delay_ms', 'latency_ms'] },
        { paths: ['request_created_at', 'response_created_at'], as: 'between' },
      ],
      ip: [{ paths: ['request_ip', 'properties.ip', 'request_properties.ip'] }],
      country: [{ paths: ['country_code', 'countryCode'] }],
      user_agent: [{ paths: ['properties.user_agent', 'request_properties.user_agent'] }],
      ja4: [{ paths: ['properties.ja4', 'request_properties.ja4'] }],
    },
  },
  lacks: [
    {
      targets: ['ip', 'user_agent', 'ja4', 'asn', 'device_id'],
      why: 'Of the network Helicone gives only the country; the rest where custom properties carry it.',
    },
    {
      targets: ['prompt', 'system', 'tools', 'reasoning_refs', 'params'],
      why: 'Newer logs keep bodies behind signed_body_url; export them with their bodies.',
    },
    { targets: ['api_key_id', 'pathway'], why: 'Not in its records.' },
  ],
};
