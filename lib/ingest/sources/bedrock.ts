import type { Source } from './source';

const BODY = ['input.inputBodyJson'];

/**
 * Amazon Bedrock's log of model invocations: lines in S3 (`….json.gz`), events of CloudWatch Logs (their `message` holds the line), and what a
 * subscription delivers. Bodies have the form of their model.
 */
export const bedrock: Source = {
  name: 'bedrock',
  title: 'Amazon Bedrock',
  envelope: 'json',
  profile: {
    rows: ['logEvents[].message', 'events[].message', 'Records', 'results'],
    keep: [
      {
        paths: ['operation'],
        is: ['', 'InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'],
      },
    ],
    fields: {
      id: [{ paths: ['requestId'] }],
      account_id: [
        {
          paths: [
            'requestMetadata.account_id',
            'requestMetadata.accountId',
            'requestMetadata.customer_id',
            'requestMetadata.customer',
            'requestMetadata.tenant_id',
            'requestMetadata.tenant',
            'requestMetadata.user_id',
            'requestMetadata.user',
            'identity.arn',
            'accountId',
          ],
        },
      ],
      occurred_at: [{ paths: ['timestamp'] }],
      model: [{ paths: ['modelId'] }],
      session_id: [
        { paths: ['requestMetadata.session_id', 'requestMetadata.session', 'requestMetadata.sessionId'] },
      ],
      api_key_id: [{ paths: ['requestMetadata.api_key_id'], as: 'hash' }],
      system: [{ paths: BODY }],
      prompt: [{ paths: BODY }],
      tools: [{ paths: BODY }],
      modalities: [{ paths: BODY }],
      reasoning_refs: [{ paths: BODY }],
      reasoning_issued: [{ paths: ['output.outputBodyJson'] }],
      params: [{ paths: BODY }],
      input_tokens: [
        {
          paths: [
            'input.inputTokenCount',
            'output.outputBodyJson.usage.inputTokens',
            'output.outputBodyJson.usage.input_tokens',
          ],
        },
      ],
      output_tokens: [
        {
          paths: [
            'output.outputTokenCount',
            'output.outputBodyJson.usage.outputTokens',
            'output.outputBodyJson.usage.output_tokens',
          ],
        },
      ],
      cached_tokens: [
        {
          paths: [
            'input.cacheReadInputTokenCount',
            'cacheReadInputTokenCount',
            'output.outputBodyJson.usage.cacheReadInputTokens',
            'output.outputBodyJson.usage.cache_read_input_tokens',
          ],
        },
      ],
      status: [
        {
          paths: ['errorCode'],
          words: {
            ThrottlingException: '429',
            ServiceQuotaExceededException: '429',
            ModelNotReadyException: '429',
            AccessDeniedException: '403',
            ValidationException: '400',
            ResourceNotFoundException: '404',
            ModelTimeoutException: '408',
            ModelErrorException: '424',
            ModelStreamErrorException: '424',
            ServiceUnavailableException: '503',
            InternalServerException: '500',
            '*': '500',
          },
        },
        { paths: ['schemaType'], words: { ModelInvocationLog: '200' } },
      ],
      refused: [
        {
          paths: [
            'output.outputBodyJson.stopReason',
            'output.outputBodyJson.stop_reason',
            'output.outputBodyJson.amazon-bedrock-guardrailAction',
          ],
        },
      ],
      latency_ms: [{ paths: ['output.outputBodyJson.metrics.latencyMs'] }],
      ip: [{ paths: ['sourceIPAddress', 'requestMetadata.ip', 'requestMetadata.client_ip'] }],
      user_agent: [{ paths: ['userAgent', 'requestMetadata.user_agent'] }],
      ja4: [{ paths: ['requestMetadata.ja4'] }],
      country: [{ paths: ['requestMetadata.country'] }],
      device_id: [{ paths: ['requestMetadata.device_id'] }],
    },
  },
  lacks: [
    {
      targets: ['ip', 'user_agent', 'asn', 'country', 'ja4', 'device_id'],
      why: 'They stand in CloudTrail, not in this log: join sourceIPAddress and userAgent by requestId, or write them into requestMetadata.',
    },
    {
      targets: ['prompt', 'system', 'tools', 'reasoning_refs', 'reasoning_issued', 'params'],
      why: 'Only when the delivery of text data is switched on; bodies above 100 KB lie in S3 by themselves and are not followed.',
    },
    {
      targets: ['account_id'],
      why: 'Without requestMetadata that names the customer, whoever shares a role counts as one account.',
    },
    { targets: ['latency_ms', 'pathway', 'api_key_id'], why: 'The log has no such field.' },
  ],
};
