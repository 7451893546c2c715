// What of a campaign's activity is shown, apart from the schemas, so that the browser can have it without those.

export const ACTIVITY_SCOPES = ['all', 'notes', 'people', 'detection'] as const;
export type ActivityScope = (typeof ACTIVITY_SCOPES)[number];

/**
 * Names that a note calls by "@Name": those of `people` whose whole name follows an @ that begins a word, each once, in the
 * order of the people. Upper and lower case count alike; of two names the longer one is meant.
 */
export function mentionsIn<P extends { name: string }>(text: string, people: readonly P[]): P[] {
  let rest = ` ${text.toLowerCase()} `;
  const called = new Set<P>();
  for (const person of [...people].sort((a, b) => b.name.length - a.name.length)) {
    const call = `@${person.name.toLowerCase()}`;
    const pieces: string[] = [];
    let from = 0;
    for (let at = rest.indexOf(call); at >= 0; at = rest.indexOf(call, at + 1)) {
      const after = rest[at + call.length] ?? ' ';
      if (/[\p{L}\p{N}]/u.test(rest[at - 1] ?? ' ') || /[\p{L}\p{N}]/u.test(after)) continue;
      called.add(person);
      pieces.push(rest.slice(from, at));
      from = at + call.length;
    }
    rest = pieces.join(' ') + rest.slice(from);
  }
  return people.filter((person) => called.has(person));
}
