import type { Source } from './source';

const MESSAGES = ['RequestMessages', 'requestMessages', 'properties.requestMessages'];

/**
 * Azure API Management: rows of ApiManagementGatewayLlmLog joined with ApiManagementGatewayLogs by CorrelationId, as the query in docs/sources
 * gives them. Rows that were not joined hold either counts or messages, and nobody to whom they belong.
 */
export const azureApim: Source = {
  name: 'azure-apim',
  title: 'Azure API Management',
  envelope: 'json',
  profile: {
    rows: ['records', 'value', 'data'],
    refuse: [
      {
        paths: [
          'ApimSubscriptionId',
          'UserId',
          'CallerIpAddress',
          'account_id',
          'properties.apimSubscriptionId',
        ],
        is: [''],
        message:
          'This row was not joined with ApiManagementGatewayLogs, so that nobody is known to whom it belongs: use the query in docs/sources/azure-apim.md.',
      },
    ],
    fields: {
      id: [{ paths: ['CorrelationId', 'correlationId', 'properties.correlationId'] }],
      account_id: [
        {
          paths: [
            'account_id',
            'UserId',
            'ApimSubscriptionId',
            'properties.apimSubscriptionId',
            'CallerIpAddress',
          ],
        },
      ],
      occurred_at: [{ paths: ['TimeGenerated', 'time', 'timestamp'] }],
      model: [
        { paths: ['ModelName', 'DeploymentName', 'properties.modelName', 'properties.deploymentName'] },
      ],
      session_id: [{ paths: ['SessionId'] }],
      api_key_id: [{ paths: ['ApimSubscriptionId', 'properties.apimSubscriptionId'], as: 'hash' }],
      system: [{ paths: MESSAGES }],
      prompt: [{ paths: MESSAGES }],
      tools: [{ paths: ['Tools'] }],
      modalities: [{ paths: MESSAGES }],
      reasoning_refs: [{ paths: MESSAGES }],
      reasoning_issued: [{ paths: ['ResponseMessages', 'responseMessages', 'properties.responseMessages'] }],
      input_tokens: [{ paths: ['PromptTokens', 'promptTokens', 'properties.promptTokens'] }],
      output_tokens: [{ paths: ['CompletionTokens', 'completionTokens', 'properties.completionTokens'] }],
      status: [{ paths: ['ResponseCode', 'BackendResponseCode', 'properties.responseCode'] }],
      latency_ms: [{ paths: ['TotalTime', 'BackendTime'] }],
      ip: [{ paths: ['CallerIpAddress', 'callerIpAddress'] }],
      user_agent: [{ paths: ['UserAgent', 'RequestHeaders.User-Agent', 'RequestHeaders.user-agent'] }],
      country: [{ paths: ['Country'] }],
      ja4: [{ paths: ['RequestHeaders.x-ja4'] }],
    },
  },
  lacks: [
    {
      targets: ['user_agent', 'ja4', 'asn', 'country', 'device_id'],
      why: 'Only when the diagnostic setting of the API logs the headers.',
    },
    {
      targets: ['params', 'tools', 'refused', 'cached_tokens'],
      why: 'The log of language models has no field for them.',
    },
    {
      targets: ['prompt', 'system', 'reasoning_refs'],
      why: 'Only when prompts are logged; long ones come in pieces, which the query joins.',
    },
    { targets: ['pathway', 'session_id'], why: 'Not in its records.' },
  ],
};
