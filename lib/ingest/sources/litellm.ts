import type { Source } from './source';

/** Calls that are no conversation with a model. */
const OTHER_CALLS = [
  'embedding',
  'aembedding',
  'moderation',
  'amoderation',
  'image_generation',
  'aimage_generation',
  'transcription',
  'atranscription',
  'speech',
  'aspeech',
  'rerank',
  'arerank',
  'search',
  'asearch',
  'call_mcp_tool',
  'list_mcp_tools',
  'create_batch',
  'acreate_batch',
  'retrieve_batch',
  'aretrieve_batch',
  'create_file',
  'acreate_file',
  'file_list',
  'afile_list',
  'file_content',
  'afile_content',
  'file_delete',
  'afile_delete',
  'list_batches',
  'alist_batches',
  'cancel_batch',
  'acancel_batch',
  'image_edit',
  'aimage_edit',
  'image_variation',
  'aimage_variation',
  'create_video',
  'acreate_video',
  'ocr',
  'aocr',
  'vector_store_search',
  'avector_store_search',
  'vector_store_create',
  'avector_store_create',
  'count_tokens',
  'acount_tokens',
  'health_check',
];

/** What LiteLLM writes where it knows nobody. */
const NOBODY = { default_user_id: '', None: '', 'default-team': '' };

/**
 * LiteLLM: what its callback `generic_api` sends (StandardLoggingPayload), rows of LiteLLM_SpendLogs, and pages of `/spend/logs/v2`.
 * Who an account is: what the proxy itself proved comes before the `user` that a caller may write into the request.
 */
export const litellm: Source = {
  name: 'litellm',
  title: 'LiteLLM',
  envelope: 'json',
  profile: {
    rows: ['data', 'logs'],
    refuse: [
      {
        paths: ['modelParameters'],
        not: [''],
        message:
          'This is the old payload of LiteLLM (generic_api_use_v1), whose values are all text: take that setting out, so that it sends its StandardLoggingPayload.',
      },
    ],
    keep: [{ paths: ['call_type'], not: OTHER_CALLS }],
    fields: {
      id: [{ paths: ['id', 'request_id', 'call_id', 'litellm_call_id', 'trace_id'] }],
      account_id: [
        {
          paths: [
            'metadata.user_api_key_user_id',
            'user',
            'metadata.user_api_key_team_id',
            'team_id',
            'metadata.user_api_key_org_id',
            'organization_id',
            'metadata.user_api_key_hash',
            'api_key',
            'end_user',
          ],
          words: NOBODY,
        },
      ],
      occurred_at: [{ paths: ['startTime', 'start_time'] }],
      model: [{ paths: ['model', 'model_group', 'hidden_params.litellm_model_name'] }],
      session_id: [{ paths: ['session_id', 'metadata.session_id', 'trace_id'] }],
      api_key_id: [{ paths: ['metadata.user_api_key_hash', 'metadata.user_api_key', 'api_key'], as: 'hash' }],
      // Beside the messages where the API of the request has it there: Anthropic's, and the Responses of OpenAI.
      system: [
        { paths: ['messages', 'proxy_server_request'] },
        { paths: ['model_parameters.system', 'model_parameters.instructions'] },
      ],
      prompt: [{ paths: ['messages', 'proxy_server_request'] }],
      tools: [
        {
          paths: ['model_parameters.tools', 'model_parameters.functions', 'proxy_server_request'],
        },
      ],
      modalities: [{ paths: ['messages', 'proxy_server_request'] }],
      reasoning_refs: [{ paths: ['messages', 'proxy_server_request'] }],
      reasoning_issued: [{ paths: ['response'] }],
      params: [{ paths: ['model_parameters', 'proxy_server_request'] }],
      input_tokens: [{ paths: ['prompt_tokens', 'metadata.usage_object.prompt_tokens'] }],
      output_tokens: [{ paths: ['completion_tokens', 'metadata.usage_object.completion_tokens'] }],
      cached_tokens: [
        {
          paths: [
            'metadata.usage_object.prompt_tokens_details.cached_tokens',
            'metadata.usage_object.cache_read_input_tokens',
            'response.usage.prompt_tokens_details.cached_tokens',
          ],
        },
      ],
      status: [
        {
          paths: [
            'error_information.error_code',
            'metadata.error_information.error_code',
            'metadata.status_code',
          ],
        },
        { paths: ['status', 'metadata.status'], words: { success: '200', failure: '500' } },
      ],
      refused: [
        {
          paths: [
            'status_fields.guardrail_status',
            'metadata.status_fields.guardrail_status',
            'response.choices.0.finish_reason',
            'response.stop_reason',
          ],
        },
      ],
      latency_ms: [
        { paths: ['request_duration_ms'] },
        { paths: ['startTime', 'endTime'], as: 'between' },
        { paths: ['response_time'], as: 'seconds' },
      ],
      ip: [{ paths: ['requester_ip_address', 'metadata.requester_ip_address'] }],
      asn: [
        {
          paths: ['metadata.requester_custom_headers.x-asn', 'metadata.requester_custom_headers.cf-asn'],
        },
      ],
      country: [
        {
          paths: [
            'metadata.requester_custom_headers.cf-ipcountry',
            'metadata.requester_custom_headers.x-country',
          ],
        },
      ],
      user_agent: [
        {
          paths: ['user_agent', 'metadata.user_agent', 'metadata.requester_custom_headers.user-agent'],
        },
      ],
      ja4: [
        {
          paths: ['metadata.requester_custom_headers.x-ja4', 'metadata.requester_custom_headers.cf-ja4'],
        },
      ],
      device_id: [{ paths: ['metadata.requester_custom_headers.x-device-id'] }],
    },
  },
  lacks: [
    {
      targets: ['ja4', 'asn', 'country'],
      why: 'Only when what stands before LiteLLM adds the headers x-ja4, x-asn and cf-ipcountry.',
    },
    {
      targets: ['device_id', 'pathway'],
      why: 'LiteLLM knows nothing of devices and of how an account came: feed accounts beside it.',
    },
    {
      targets: ['prompt', 'system', 'tools', 'reasoning_refs', 'reasoning_issued'],
      why: 'In SpendLogs only with store_prompts_in_spend_logs; nowhere while turn_off_message_logging is set.',
    },
  ],
};
