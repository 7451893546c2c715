/** What a path of a mapping gives of a row; undefined where there is nothing. */
export type Getter = (row: unknown) => unknown;

/** The steps of `a."b.c".0`. */
export function stepsOf(path: string): string[] {
  const steps: string[] = [];
  for (let at = 0; at < path.length; ) {
    if (path[at] === '"') {
      const end = path.indexOf('"', at + 1);
      const to = end < 0 ? path.length : end;
      steps.push(path.slice(at + 1, to));
      at = to + 2;
    } else {
      const end = path.indexOf('.', at);
      const to = end < 0 ? path.length : end;
      steps.push(path.slice(at, to));
      at = to + 1;
    }
  }
  return steps;
}

/** The path of steps, in quotes where one holds a point. */
export function pathOf(steps: readonly string[]): string {
  return steps.map((step) => (/[."]/.test(step) || step === '' ? `"${step}"` : step)).join('.');
}

/**
 * Compiles a path. Numbers are places in lists. Where a step meets text that is JSON, that is read, since many systems
 * write JSON within JSON. `""` and null are nothing.
 */
export function getter(path: string): Getter {
  const [first = '', second, ...more] = stepsOf(path);
  const given = (value: unknown) => (value === '' || value === null ? undefined : value);
  if (second === undefined) return (row) => given(step(row, first));
  if (more.length === 0) return (row) => given(step(step(row, first), second));
  return (row) => {
    let value = step(step(row, first), second);
    for (const name of more) value = step(value, name);
    return given(value);
  };
}

/** What a plain object has of its own kind (`constructor`, …) is a function or an object without fields, which no coercion takes. */
function step(from: unknown, name: string): unknown {
  if (typeof from === 'object') return from === null ? undefined : (from as Record<string, unknown>)[name];
  if (typeof from !== 'string') return undefined;
  const inner = innerJson(from);
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined;
}

/** Texts that were read last: the same metadata is asked for many fields. */
const RECENT = 8;
const recentTexts: string[] = new Array(RECENT).fill('');
const recentValues: unknown[] = new Array(RECENT).fill(undefined);
let next = 0;

/** What JSON within a string says, up to two levels deep; undefined where it is none that holds anything. */
export function innerJson(text: string): unknown {
  if (!looksLikeJson(text)) return undefined;
  const known = recentTexts.indexOf(text);
  if (known >= 0) return recentValues[known];
  let value = parse(text);
  if (typeof value === 'string' && looksLikeJson(value)) value = parse(value);
  const found = typeof value === 'object' ? value : undefined;
  recentTexts[next] = text;
  recentValues[next] = found;
  next = (next + 1) % RECENT;
  return found;
}

/** Whether it begins as a list, an object or a string would. */
function looksLikeJson(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue;
    return code === 0x7b || code === 0x5b || code === 0x22;
  }
  return false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
