import type { CaseFile } from './model';

/** Lists that are written an item a line, so that two files can be compared and no single string holds all of it. */
const LISTS = new Set<keyof CaseFile>([
  'evidence',
  'accounts',
  'excluded',
  'indicators',
  'scaffolds',
  'exchanges',
  'traffic',
  'models',
  'pathways',
  'account_events',
  'events',
  'decisions',
  'orders',
  'audit',
]);

/** The whole case file as JSON, piece by piece. Keys stand in the order of the model, so the same value is the same text. */
export function* caseJson(file: CaseFile): Generator<string> {
  let lead = '{\n';
  for (const [name, value] of Object.entries(file) as [keyof CaseFile, unknown][]) {
    yield `${lead}${JSON.stringify(name)}: `;
    lead = ',\n';
    if (LISTS.has(name) && Array.isArray(value) && value.length > 0) {
      let between = '[\n';
      for (const item of value) {
        yield between + JSON.stringify(item);
        between = ',\n';
      }
      yield '\n]';
    } else yield JSON.stringify(value);
  }
  yield '\n}\n';
}
