import { innerJson } from './path';

/** Parameters of a request under the names that most APIs use, and what others call them. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    temperature: ['temperature'],
    max_tokens: [
      'max_tokens',
      'maxTokens',
      'max_output_tokens',
      'maxOutputTokens',
      'max_completion_tokens',
      'max_tokens_to_sample',
      'maxTokenCount',
      'max_gen_len',
    ],
    top_p: ['top_p', 'topP', 'p'],
    top_k: ['top_k', 'topK', 'k'],
    n: ['n', 'candidateCount', 'choice.count', 'choice_count'],
    stop: ['stop', 'stop_sequences', 'stopSequences'],
    frequency_penalty: ['frequency_penalty', 'frequencyPenalty'],
    presence_penalty: ['presence_penalty', 'presencePenalty'],
    thinking_budget: ['thinking_budget', 'thinkingBudget', 'budget_tokens'],
    reasoning_effort: ['reasoning_effort', 'reasoning.level', 'reasoning.effort'],
    logprobs: ['logprobs'],
    top_logprobs: ['top_logprobs'],
    logit_bias: ['logit_bias'],
    verbosity: ['verbosity'],
    service_tier: ['service_tier'],
    parallel_tool_calls: ['parallel_tool_calls'],
  }).flatMap(([name, others]) => others.map((other) => [other, name] as const)),
);

/** Objects in which some APIs keep their parameters. */
const INSIDE = [
  'inferenceConfig',
  'generationConfig',
  'generation_config',
  'config',
  'textGenerationConfig',
  'additionalModelRequestFields',
  'optional_params',
  'parameters',
] as const;

const PREFIX = 'gen_ai.request.';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The parameters in a request body, in an object of parameters (also as JSON within a string) or among the attributes of a span, under
 * one set of names; undefined without any. What differs from request to request is left out.
 */
export function readParams(value: unknown): Record<string, unknown> | undefined {
  const given = typeof value === 'string' ? innerJson(value) : value;
  if (!isFields(given)) return undefined;
  const found: Record<string, unknown> = {};
  collect(given, found);
  for (const name of INSIDE) {
    const inner = given[name];
    if (isFields(inner)) collect(inner, found);
  }
  for (const _ in found) return found;
  return undefined;
}

function collect(from: Fields, found: Record<string, unknown>): void {
  for (const key in from) {
    const name = NAMES.get(key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key);
    if (name !== undefined) {
      const value = plain(from[key]);
      if (value !== undefined) found[name] = value;
    }
  }
  const { thinking, thinkingConfig, reasoning, response_format: format } = from;
  if (isFields(thinking)) {
    if (typeof thinking.budget_tokens === 'number') found.thinking_budget = thinking.budget_tokens;
    else if (typeof thinking.type === 'string') found.thinking = thinking.type;
  }
  if (isFields(thinkingConfig) && typeof thinkingConfig.thinkingBudget === 'number')
    found.thinking_budget = thinkingConfig.thinkingBudget;
  if (isFields(reasoning) && typeof reasoning.effort === 'string') found.reasoning_effort = reasoning.effort;
  if (isFields(format) && typeof format.type === 'string') found.response_format = format.type;
}

/** Numbers also as text, since attributes of spans and tables hold them so. */
function plain(value: unknown): unknown {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string')
    return /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : value.slice(0, 200);
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
