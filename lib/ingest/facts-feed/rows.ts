/** The rows in one JSON value of a feed of accounts: members of a list, of what an object holds as `accounts`, `data` or `items`, or the value itself. */
export function rowsIn(value: unknown): readonly unknown[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap(rowsIn);
  if (typeof value !== 'object') return [value];
  const { accounts, data, items } = value as Record<string, unknown>;
  return [accounts, data, items].find(Array.isArray) ?? [value];
}
