// What of a campaign's activity is shown, apart from the schemas, so that the browser can have it without those.

export const ACTIVITY_SCOPES = ['all', 'notes', 'people', 'detection'] as const;
export type ActivityScope = (typeof ACTIVITY_SCOPES)[number];

/** Where a text calls somebody: from the @ to the end of the name. */
export interface Call {
  from: number;
  to: number;
  name: string;
}

const WORD = /[\p{L}\p{N}]/u;

/**
 * Where a text calls one of the names by "@Name": the whole name behind an @ that begins a word. Upper and lower case count
 * alike; of two names the longer one is meant. In the order of the text.
 */
export function callsIn(text: string, names: readonly string[]): Call[] {
  const longestFirst = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const calls: Call[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (WORD.test(text[at - 1] ?? ' ')) continue;
    const name = longestFirst.find(
      (one) =>
        text.slice(at + 1, at + 1 + one.length).toLowerCase() === one.toLowerCase() &&
        !WORD.test(text[at + 1 + one.length] ?? ' '),
    );
    if (name !== undefined) calls.push({ from: at, to: at + 1 + name.length, name });
  }
  return calls;
}

/** Of the people those that a note calls, each once, in the order of the people. */
export function mentionsIn<P extends { name: string }>(text: string, people: readonly P[]): P[] {
  const called = new Set(
    callsIn(
      text,
      people.map(({ name }) => name),
    ).map(({ name }) => name.toLowerCase()),
  );
  return people.filter(({ name }) => called.has(name.toLowerCase()));
}
