import { CAPABILITIES, type Capability } from '@/lib/model/capability';
import { seeded } from '@/lib/model/random';

/**
 * Made-up requests from the corpus beside this file. `<label>.txt`, and `<label>.<source>.txt` of another source, have
 * one scaffold a line, with `xx: ` before it when it is not English; `(a|b)` is a choice, `{q}` a payload of `payloads.txt`,
 * `\n` a line break, a backslash keeps a mark as it is, and `[S] … [U] …` parts a system prompt from the prompt.
 * `systems.txt` holds system prompts that say nothing of what is sought. `$name` is one of the wordings that
 * `lexicon.txt` has under that name.
 */
export interface Request {
  label: Capability;
  system: string;
  prompt: string;
  tools: string[];
  image: boolean;
  screen: boolean;
  reasoningRefs: number;
}

type Random = () => number;

interface Line {
  language: string;
  text: string;
}

/** Requests of each label that training sees; of ordinary ones, which are of more kinds, several times as many. */
const PER_LABEL = 6_500;
const ORDINARY = 40_000;

const TOOLS: Partial<Record<Capability, readonly string[][]>> = {
  tool_use: [['search', 'get_weather'], ['lookup_order', 'refund', 'send_mail'], ['query_db']],
  orchestration: [['delegate_task', 'collect'], ['spawn_agent', 'send_message'], ['search']],
  coding: [
    ['bash', 'read_file', 'edit_file'],
    ['python', 'grep', 'glob'],
  ],
  computer_use: [['computer'], ['click', 'screenshot', 'type_text']],
};
/** The kinds of payload that are what anybody may send, any number of sentences long. */
const PAYLOADS = 'qaxtow';
const HARNESS_TOOLS = [
  ['bash', 'read_file', 'edit_file', 'grep', 'task'],
  ['Open', 'Patch', 'Shell', 'Find'],
  ['search', 'fetch', 'calendar'],
];
/** What is made of sessions that were stored, in the harness that stored them. */
const REPLAYED: readonly Capability[] = ['task_synthesis', 'trace_cleaning'];
/** The places of the harnesses' own prompts in `systems.txt`. */
const HARNESSES = [3, 4, 17];

/**
 * Requests for training from the corpus files (`name` without `.txt` → text), the same for the same `seed`: one in so many
 * of all that are made of them.
 */
export function makeRequests(files: Readonly<Record<string, string>>, seed: number, oneIn = 1): Request[] {
  const random = seeded(seed);
  const payloads = new Map<string, Line[]>();
  for (const line of linesOf(files.payloads ?? '')) {
    const kind = line.text.charAt(0);
    payloads.set(kind, [...(payloads.get(kind) ?? []), parse(line.text.slice(3))]);
  }
  const systems = linesOf(files.systems ?? '');
  const lexicon = new Map(
    (files.lexicon ?? '').split('\n').map((line) => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2).split('|')];
    }),
  );
  const requests: Request[] = [];
  for (const label of CAPABILITIES) {
    const lines = Object.keys(files)
      .filter((name) => name.split('.')[0] === label)
      .sort()
      .flatMap((name) => linesOf(files[name] as string));
    if (lines.length === 0) throw new Error(`the corpus has nothing for ${label}`);
    const wanted = Math.ceil((label === 'general' ? ORDINARY : PER_LABEL) / oneIn);
    // Of a part, lines are taken from everywhere.
    for (let i = 0; i < wanted; i++) {
      const line = lines[(oneIn === 1 ? i : Math.floor(random() * lines.length)) % lines.length] as Line;
      requests.push(request(label, line, { payloads, systems, lexicon }, random));
    }
  }
  return shuffled(requests, random);
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parse);
}

function parse(line: string): Line {
  const tagged = /^([a-z]{2}): /.exec(line);
  return { language: tagged?.[1] ?? 'en', text: tagged ? line.slice(4) : line };
}

interface Sources {
  payloads: ReadonlyMap<string, Line[]>;
  systems: readonly Line[];
  lexicon: ReadonlyMap<string, string[]>;
}

function request(
  label: Capability,
  line: Line,
  { payloads, systems, lexicon }: Sources,
  random: Random,
): Request {
  const chance = (share: number) => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const fill = (kind: string, depth = 0): string => {
    const all = payloads.get(kind) ?? [];
    const kin = all.filter(({ language }) => language === line.language);
    const parts = [choose(pick(kin.length > 0 && chance(0.7) ? kin : all).text, random)];
    if (PAYLOADS.includes(kind)) {
      const more = chance(0.5) ? 0 : 1 + Math.floor(random() * 6);
      const common = payloads.get('w') ?? all;
      for (let i = 0; i < more; i++) parts.push(choose(pick(chance(0.7) ? common : all).text, random));
    }
    return parts
      .join(' ')
      .replace(/\{([a-z])\}/g, (_, inner: string) => (depth < 2 ? fill(inner, depth + 1) : ''));
  };

  let text = line.text;
  const [instruction, rest] = [text.slice(0, text.indexOf('\\n')), text.slice(text.indexOf('\\n') + 2)];
  // The payload may as well come first.
  if (!text.startsWith('[S]') && /^(?:\{[a-z]\}(?:\\n)?)+$/.test(rest) && chance(0.3))
    text = `${rest}\\n\\n${instruction}`;
  // Everybody says who the model is, what to heed and how to answer.
  if (label !== 'general' && !text.startsWith('[S]')) {
    if (chance(0.2)) text = `{r} ${text}`;
    if (chance(0.2)) text = `${text}\\n{u}`;
    if (chance(0.15)) text = `${text}\\n{f}`;
  }
  text = text.replace(/\$([a-z]+)/g, (name, entry: string) => {
    const words = lexicon.get(entry);
    return words ? pick(words) : name;
  });
  text = choose(text, random).replace(/\{([a-z])\}/g, (_, kind: string) => fill(kind));
  let system = '';
  const parts = /^\[S\] ([\s\S]*?) \[U\] ([\s\S]*)$/.exec(text);
  if (parts) [system, text] = [parts[1] as string, chance(0.06) ? '' : (parts[2] as string)];
  else if (chance(label === 'general' ? 0.35 : 0.25)) system = choose(pick(systems).text, random);

  const kinds = TOOLS[label];
  let tools: string[] = [];
  if (kinds && chance(0.5)) tools = pick(kinds);
  else if (!kinds && chance(label === 'general' ? 0.06 : 0.12)) tools = pick(HARNESS_TOOLS);
  // In a harness its program's own words come with whatever is asked.
  if (system === '' && chance(label === 'coding' ? 0.6 : REPLAYED.includes(label) ? 0.2 : 0)) {
    system = choose(pick(systems.filter((_, place) => HARNESSES.includes(place))).text, random);
    tools = pick(HARNESS_TOOLS);
  }
  return {
    label,
    system,
    prompt: text,
    tools,
    image: label === 'vision' ? chance(0.6) : chance(0.01),
    screen: label === 'computer_use' ? chance(0.5) : false,
    reasoningRefs: chance(label === 'trace_extraction' ? 0.3 : 0.08) ? 1 : 0,
  };
}

/** Takes one of each choice, and breaks lines. */
function choose(text: string, random: Random): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') {
      const next = text.charAt(++i);
      out += next === 'n' ? '\n' : next;
    } else if (char === '(') {
      let end = i + 1;
      while (end < text.length && text.charAt(end) !== ')') end += text.charAt(end) === '\\' ? 2 : 1;
      const choices = text.slice(i + 1, end).split('|');
      out += choose(choices[Math.floor(random() * choices.length)] as string, random);
      i = end;
    } else out += char;
  }
  return out.replace(/ {2,}/g, ' ');
}

function shuffled<T>(list: T[], random: Random): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}
