import type { ExchangeRecord } from '@/lib/model/records';
import type { Random } from '@/lib/simulate/random';

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

const KITS = {
  container: [
    [
      ['exec', 'run', 'bash', 'shell_exec', 'terminal'],
      'Run a command in the container',
      ['cmd', 'command', 'line'],
    ],
    [['apply_patch', 'write_patch', 'edit', 'patch_file'], 'Change a file', ['diff', 'patch', 'content']],
    [['open_file', 'cat', 'view', 'read'], 'Show a file', ['path', 'file', 'name']],
    [['submit', 'done', 'finish_task'], 'Hand the work in', ['note', 'message', 'summary']],
  ],
  world: [
    [['env_step', 'act', 'step', 'do_action'], 'Act in the environment', ['call', 'action', 'move']],
    [['env_reset', 'new_episode', 'restart'], 'Begin an episode', ['seed', 'scenario', 'level']],
    [['finish', 'end', 'final_answer'], 'End with an answer', ['answer', 'result', 'value']],
    [['lookup', 'search_kb', 'find'], 'Look something up', ['query', 'key', 'term']],
  ],
  team: [
    [['delegate', 'spawn', 'assign', 'call_worker'], 'Give a worker a brief', ['brief', 'task', 'order']],
    [['collect', 'await_reports', 'gather'], 'Collect reports', ['from', 'ids', 'workers']],
    [['log', 'note_step', 'append_log'], 'Write to the log', ['step', 'text', 'entry']],
  ],
  screen: [
    [['screenshot', 'look', 'capture'], 'Capture the screen', ['display', 'monitor', 'screen']],
    [['click', 'tap', 'press_at'], 'Click at a point', ['point', 'target', 'xy']],
    [['type_text', 'type', 'enter'], 'Type text', ['text', 'keys', 'value']],
    [['scroll', 'wheel', 'page'], 'Scroll', ['dy', 'amount', 'by']],
  ],
} as const;

export type Kit = keyof typeof KITS;

/** A tool set of one's own for a purpose, named as whoever wrote it happened to name things. */
export function ownTools(kit: Kit, rng: Random): Tools {
  const suffix = rng.chance(0.3) ? `_${rng.pick(['v2', 'tool', 'x', 'job'])}` : '';
  return KITS[kit]
    .filter((_, i) => i < 2 || rng.chance(0.6))
    .map(([names, description, fields]) =>
      tool(`${rng.pick(names)}${suffix}`, description, {
        [rng.pick(fields)]: 'string',
        ...(rng.chance(0.4) ? { [rng.pick(['timeout', 'limit', 'mode', 'id'])]: 'integer' } : {}),
      }),
    );
}
