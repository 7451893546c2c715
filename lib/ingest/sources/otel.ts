import type { Source } from './source';

/** Where the messages of a request stand, newest convention first. */
const MESSAGES = [
  'attributes."gen_ai.input.messages"',
  'attributes."gen_ai.prompt"',
  'messages',
  'attributes."ai.prompt.messages"',
  'attributes."ai.prompt"',
  'attributes."langfuse.observation.input"',
  'attributes."gcp.vertex.agent.llm_request"',
  'attributes.events',
  'attributes.request_data',
  'attributes."input.value"',
  'attributes."traceloop.entity.input"',
];

/**
 * Traces of OpenTelemetry: spans with the attributes of the conventions for generative AI in all their versions, of OpenLLMetry, OpenInference,
 * the AI SDK, LiteLLM, Langfuse, LangSmith, Google ADK and Pydantic AI. A span is one exchange when it stands for one request to a model.
 */
export const otel: Source = {
  name: 'otel',
  title: 'OpenTelemetry',
  envelope: 'otlp',
  profile: {
    fields: {
      id: [{ paths: ['attributes."gen_ai.response.id"', 'attributes."ai.response.id"', 'spanId'] }],
      account_id: [
        {
          paths: [
            'attributes."account.id"',
            'attributes."retort.account.id"',
            'attributes."metadata.user_api_key_user_id"',
            'attributes."user.id"',
            'attributes."enduser.id"',
            'attributes."enduser.pseudo.id"',
            'attributes."gen_ai.user.id"',
            'attributes."langfuse.user.id"',
            'attributes."llm.user"',
            'attributes."gen_ai.request.user"',
            'attributes."gen_ai.openai.request.user"',
            'attributes."traceloop.association.properties.user_id"',
            'attributes."ai.telemetry.metadata.userId"',
            'attributes."ai.telemetry.metadata.user_id"',
            'attributes."langsmith.metadata.user_id"',
            'attributes."metadata.user_api_key_team_id"',
            'attributes."metadata.user_api_key_org_id"',
            'attributes."metadata.user_api_key_hash"',
            'attributes."tenant.id"',
            'attributes."organization.id"',
            'resource."account.id"',
            'resource."user.id"',
            'resource."enduser.id"',
            'resource."tenant.id"',
            'resource."service.instance.id"',
            'resource."service.name"',
          ],
        },
      ],
      occurred_at: [{ paths: ['start'] }],
      model: [
        {
          paths: [
            'attributes."gen_ai.request.model"',
            'attributes."gen_ai.response.model"',
            'attributes."llm.request.model"',
            'attributes."llm.model_name"',
            'attributes."langfuse.observation.model.name"',
            'attributes."ai.model.id"',
          ],
        },
      ],
      session_id: [
        {
          paths: [
            'attributes."gen_ai.conversation.id"',
            'attributes."session.id"',
            'attributes."langfuse.session.id"',
            'attributes."traceloop.association.properties.session_id"',
            'attributes."ai.telemetry.metadata.sessionId"',
            'attributes."gcp.vertex.agent.session_id"',
            'traceId',
          ],
        },
      ],
      api_key_id: [
        {
          paths: [
            'attributes."metadata.user_api_key_hash"',
            'attributes."api_key.id"',
            'attributes."gen_ai.request.api_key"',
          ],
          as: 'hash',
        },
      ],
      system: [{ paths: ['attributes."gen_ai.system_instructions"', ...MESSAGES] }],
      prompt: [{ paths: MESSAGES }],
      tools: [
        {
          paths: [
            'attributes."gen_ai.tool.definitions"',
            'tools',
            'attributes."gen_ai.request.tools"',
            'attributes."ai.prompt.tools"',
            'attributes."langfuse.observation.metadata.tool_definitions"',
            'attributes."gcp.vertex.agent.llm_request"',
            'attributes.request_data',
            'attributes."input.value"',
          ],
        },
      ],
      modalities: [{ paths: MESSAGES }],
      reasoning_refs: [{ paths: MESSAGES }],
      reasoning_issued: [
        {
          paths: [
            'attributes."gen_ai.output.messages"',
            'attributes."gen_ai.completion"',
            'attributes."output.value"',
            'attributes."langfuse.observation.output"',
            'attributes."gcp.vertex.agent.llm_response"',
          ],
        },
      ],
      params: [
        { paths: ['attributes'] },
        {
          paths: [
            'attributes."llm.invocation_parameters"',
            'attributes."langfuse.observation.model.parameters"',
            'attributes."gcp.vertex.agent.llm_request"',
            'attributes.request_data',
          ],
        },
      ],
      input_tokens: [
        {
          paths: [
            'attributes."gen_ai.usage.input_tokens"',
            'attributes."gen_ai.usage.prompt_tokens"',
            'attributes."llm.usage.prompt_tokens"',
            'attributes."llm.token_count.prompt"',
            'attributes."ai.usage.inputTokens"',
            'attributes."ai.usage.promptTokens"',
            'attributes."langfuse.observation.usage_details".input',
          ],
        },
      ],
      output_tokens: [
        {
          paths: [
            'attributes."gen_ai.usage.output_tokens"',
            'attributes."gen_ai.usage.completion_tokens"',
            'attributes."llm.usage.completion_tokens"',
            'attributes."llm.token_count.completion"',
            'attributes."ai.usage.outputTokens"',
            'attributes."ai.usage.completionTokens"',
            'attributes."langfuse.observation.usage_details".output',
          ],
        },
      ],
      cached_tokens: [
        {
          paths: [
            'attributes."gen_ai.usage.cache_read.input_tokens"',
            'attributes."gen_ai.usage.cache_read_input_tokens"',
            'attributes."gen_ai.usage.input_tokens.cached"',
            'attributes."llm.token_count.prompt_details.cache_read"',
            'attributes."ai.usage.cachedInputTokens"',
            'attributes."langfuse.observation.usage_details".input_cached_tokens',
            'attributes."langfuse.observation.usage_details".cache_read_input_tokens',
          ],
        },
      ],
      status: [
        {
          paths: [
            'attributes."http.response.status_code"',
            'attributes."http.status_code"',
            'attributes."error.type"',
          ],
        },
        { paths: ['attributes."langfuse.observation.level"'], words: { ERROR: '500', '*': '' } },
        { paths: ['status'], words: { '0': '200', '1': '200', '2': '500' } },
      ],
      refused: [
        {
          paths: [
            'attributes."gen_ai.response.finish_reasons"',
            'attributes."gen_ai.response.finish_reason"',
            'attributes."gen_ai.completion.0.finish_reason"',
            'attributes."ai.response.finishReason"',
          ],
        },
      ],
      latency_ms: [{ paths: ['start', 'end'], as: 'between' }],
      ip: [
        {
          paths: [
            'attributes."client.address"',
            'attributes."http.client_ip"',
            'attributes."net.sock.peer.addr"',
            'attributes."metadata.requester_ip_address"',
          ],
        },
      ],
      asn: [{ paths: ['attributes."client.as.number"', 'attributes."client.asn"'] }],
      country: [{ paths: ['attributes."client.geo.country_iso_code"', 'attributes."geo.country.iso_code"'] }],
      user_agent: [
        {
          paths: [
            'attributes."user_agent.original"',
            'attributes."http.user_agent"',
            'attributes."metadata.user_agent"',
          ],
        },
      ],
      ja4: [
        {
          paths: [
            'attributes."tls.client.ja4"',
            'attributes."tls.client.hash.ja4"',
            'attributes."http.request.header.x-ja4"',
          ],
        },
      ],
      device_id: [{ paths: ['attributes."device.id"'] }],
    },
  },
  lacks: [
    {
      targets: ['prompt', 'system', 'tools', 'reasoning_refs', 'reasoning_issued', 'modalities'],
      why: 'Instrumentations leave texts out unless they are told to record them (for most: OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT).',
    },
    {
      targets: ['ip', 'asn', 'country', 'user_agent', 'ja4', 'device_id'],
      why: 'Only when the span of the call carries client.address and user_agent.original, which a gateway has to set.',
    },
    {
      targets: ['account_id'],
      why: 'Without an attribute that names the user, all calls of a service count as one account, named by its service.name.',
    },
    { targets: ['pathway', 'api_key_id'], why: 'No convention names them.' },
  ],
};
