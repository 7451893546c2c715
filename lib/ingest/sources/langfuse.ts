import type { Source } from './source';

const INPUT = ['input'];

/**
 * Observations of Langfuse: the export `observations_v2` (snake case, times in SQL's form, `""` for nothing) and the pages of
 * `/api/public/v2/observations` (camel case). Only generations are requests to a model.
 */
export const langfuse: Source = {
  name: 'langfuse',
  title: 'Langfuse',
  envelope: 'json',
  profile: {
    rows: ['data'],
    refuse: [
      {
        // Legacy rows of traces have no type and no model, but a name and an input.
        paths: ['type', 'provided_model_name', 'providedModelName', 'model', 'start_time', 'startTime'],
        is: [''],
        message:
          'This is no observation. Export the enriched observations (observations_v2): the older files traces/ and observations/ would have to be joined.',
      },
    ],
    keep: [{ paths: ['type'], is: ['GENERATION'] }],
    fields: {
      id: [{ paths: ['id'] }],
      account_id: [
        {
          paths: [
            'user_id',
            'userId',
            'metadata.user_id',
            'metadata.userId',
            'metadata.user_api_key_user_id',
            'metadata.account_id',
            'metadata.customer_id',
            'metadata.tenant_id',
            'project_id',
            'projectId',
          ],
        },
      ],
      occurred_at: [{ paths: ['start_time', 'startTime'] }],
      model: [{ paths: ['provided_model_name', 'providedModelName', 'model', 'internalModelId'] }],
      session_id: [{ paths: ['session_id', 'sessionId', 'trace_id', 'traceId'] }],
      api_key_id: [{ paths: ['metadata.api_key_id', 'metadata.user_api_key_hash'], as: 'hash' }],
      system: [{ paths: INPUT }],
      prompt: [{ paths: INPUT }],
      tools: [{ paths: ['tool_definitions', 'toolDefinitions', 'input', 'model_parameters.tools'] }],
      modalities: [{ paths: INPUT }],
      reasoning_refs: [{ paths: INPUT }],
      reasoning_issued: [{ paths: ['output'] }],
      params: [{ paths: ['model_parameters', 'modelParameters'] }],
      input_tokens: [{ paths: ['usage_details.input', 'usageDetails.input', 'usage.input', 'promptTokens'] }],
      output_tokens: [
        { paths: ['usage_details.output', 'usageDetails.output', 'usage.output', 'completionTokens'] },
      ],
      cached_tokens: [
        {
          paths: [
            'usage_details.input_cached_tokens',
            'usage_details.cache_read_input_tokens',
            'usageDetails.input_cached_tokens',
            'usageDetails.cache_read_input_tokens',
          ],
        },
      ],
      status: [
        { paths: ['metadata.status_code', 'metadata.http_status'] },
        { paths: ['level'], words: { ERROR: '500', DEFAULT: '200', DEBUG: '200', WARNING: '200' } },
      ],
      refused: [
        {
          paths: [
            'output.finish_reason',
            'output.choices.0.finish_reason',
            'output.stop_reason',
            'metadata.finish_reason',
          ],
        },
      ],
      // `latency` was in milliseconds once and is in seconds now.
      latency_ms: [
        { paths: ['start_time', 'end_time'], as: 'between' },
        { paths: ['startTime', 'endTime'], as: 'between' },
      ],
      ip: [
        {
          paths: [
            'metadata.ip',
            'metadata.ip_address',
            'metadata.client_ip',
            'metadata.requester_ip_address',
          ],
        },
      ],
      asn: [{ paths: ['metadata.asn'] }],
      country: [{ paths: ['metadata.country'] }],
      user_agent: [{ paths: ['metadata.user_agent', 'metadata.userAgent'] }],
      ja4: [{ paths: ['metadata.ja4'] }],
      device_id: [{ paths: ['metadata.device_id'] }],
    },
  },
  lacks: [
    {
      targets: ['ip', 'asn', 'country', 'user_agent', 'ja4', 'device_id', 'api_key_id'],
      why: 'Langfuse knows nothing of the network: only what the application writes into the metadata of its observations.',
    },
    {
      targets: ['prompt', 'system', 'tools', 'params', 'input_tokens', 'output_tokens'],
      why: 'Only when the groups io, model and usage are chosen for the export.',
    },
    { targets: ['account_id'], why: 'Without user_id on the traces, a whole project counts as one account.' },
    { targets: ['status', 'pathway'], why: 'Only whether a call failed is known, not how.' },
  ],
};
