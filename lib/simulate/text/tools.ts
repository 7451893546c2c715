import type { ExchangeRecord } from '@/lib/model/records';

type Tools = NonNullable<ExchangeRecord['tools']>;

function tool(name: string, description: string, properties: Record<string, string>): Tools[number] {
  const schema = Object.fromEntries(Object.entries(properties).map(([key, type]) => [key, { type }]));
  return {
    name,
    description,
    input_schema: { type: 'object', properties: schema, required: Object.keys(schema).slice(0, 1) },
  };
}

/** The tools of a popular open coding harness: hundreds of unrelated accounts send exactly these. */
export const INKWELL_TOOLS: Tools = [
  tool('read_file', 'Read a file of the workspace', { path: 'string', from: 'integer' }),
  tool('edit_file', 'Replace text in a file', { path: 'string', old: 'string', new: 'string' }),
  tool('shell', 'Run a command', { command: 'string' }),
  tool('grep', 'Search the workspace', { pattern: 'string' }),
];

export const CONTAINER_TOOLS: Tools = [
  tool('exec', 'Run a command in the task container', { cmd: 'string', timeout_s: 'integer' }),
  tool('apply_patch', 'Apply a unified diff', { diff: 'string' }),
];

/** The same container for a planner that may delegate. */
export const PLANNER_TOOLS: Tools = [
  ...CONTAINER_TOOLS,
  tool('log_trajectory', 'Append a reasoning step to the trajectory', { step: 'string' }),
  tool('delegate', 'Spawn a sub-agent with a brief', { role: 'string', brief: 'string' }),
];

export const EPISODE_TOOLS: Tools = [
  tool('env_step', 'Act in the simulated environment', { call: 'string', arguments: 'object' }),
  tool('env_reset', 'Begin a new episode', { seed: 'integer' }),
  tool('finish', 'End the episode', { answer: 'string' }),
];

export const SCREEN_TOOLS: Tools = [
  tool('screenshot', 'Capture the screen', { display: 'integer' }),
  tool('click', 'Click at a point', { x: 'integer', y: 'integer' }),
  tool('type_text', 'Type text', { text: 'string' }),
  tool('scroll', 'Scroll', { dy: 'integer' }),
];

/** Tools that small firms define for their own products; each firm uses a few of them under names of its own. */
export const FIRM_TOOLS: readonly Tools[number][] = [
  tool('lookup_order', 'Find an order', { order_id: 'string' }),
  tool('create_ticket', 'Open a support ticket', { subject: 'string', body: 'string' }),
  tool('search_catalogue', 'Search products', { query: 'string', limit: 'integer' }),
  tool('get_weather', 'Weather at a place', { place: 'string' }),
  tool('book_slot', 'Book an appointment', { day: 'string', hour: 'integer' }),
  tool('query_crm', 'Look up a customer', { email: 'string' }),
  tool('translate', 'Translate text', { text: 'string', to: 'string' }),
  tool('send_message', 'Send a message to a channel', { channel: 'string', text: 'string' }),
];
