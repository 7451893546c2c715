/** The one API root: what is shared is divided by markings, not by groups of peers. */
export const API_ROOT = 'share';

/** What a TAXII address names. */
export type TaxiiAddress =
  | { what: 'discovery' | 'root' | 'collections' }
  | { what: 'status'; id: string }
  | { what: 'collection' | 'objects' | 'manifest'; collection: string }
  | { what: 'object' | 'versions'; collection: string; id: string };

/** The segments behind /taxii2 as what they name, or null for what there is not (TAXII 2.1, section 1.6.9 and chapters 4 and 5). */
export function addressOf(segments: readonly string[]): TaxiiAddress | null {
  const [root, kind, first, part, id, last, ...more] = segments;
  if (root === undefined) return { what: 'discovery' };
  if (root !== API_ROOT || more.length > 0) return null;
  if (kind === undefined) return { what: 'root' };
  if (kind === 'status')
    return first !== undefined && part === undefined ? { what: 'status', id: first } : null;
  if (kind !== 'collections') return null;
  if (first === undefined) return { what: 'collections' };
  if (part === undefined) return { what: 'collection', collection: first };
  if (part === 'manifest') return id === undefined ? { what: 'manifest', collection: first } : null;
  if (part !== 'objects') return null;
  if (id === undefined) return { what: 'objects', collection: first };
  if (last === undefined) return { what: 'object', collection: first, id };
  return last === 'versions' ? { what: 'versions', collection: first, id } : null;
}
