import type { StixBundle, StixObject } from './object';

// What STIX 2.1 and good manners ask of a bundle beyond what a JSON schema can say. For tests.

const COMMON = ['created', 'modified', 'created_by_ref'];
/** Required properties beside type, spec_version and id. */
const REQUIRED: Record<string, string[]> = {
  'marking-definition': ['created', 'name', 'extensions'],
  'extension-definition': [...COMMON, 'name', 'schema', 'version', 'extension_types'],
  identity: ['created', 'modified', 'name', 'identity_class'],
  report: [...COMMON, 'name', 'published', 'object_refs'],
  campaign: [...COMMON, 'name', 'first_seen', 'last_seen'],
  'attack-pattern': [...COMMON, 'name', 'external_references', 'kill_chain_phases'],
  'course-of-action': [...COMMON, 'name', 'description'],
  indicator: [...COMMON, 'pattern', 'pattern_type', 'valid_from', 'valid_until', 'indicator_types'],
  'observed-data': [...COMMON, 'first_observed', 'last_observed', 'number_observed', 'object_refs'],
  infrastructure: [...COMMON, 'name', 'infrastructure_types'],
  note: [...COMMON, 'content', 'object_refs'],
  opinion: [...COMMON, 'opinion', 'object_refs'],
  relationship: [...COMMON, 'relationship_type', 'source_ref', 'target_ref'],
  sighting: [...COMMON, 'sighting_of_ref', 'count', 'first_seen', 'last_seen'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  'domain-name': ['value'],
  'autonomous-system': ['number'],
  'user-account': ['account_type', 'user_id'],
  'x-llm-prompt-scaffold': ['sha256', 'skeleton', 'extensions'],
};
/** Pairs of times of which the first must not be after the second (`<`: must be before). */
const ORDERED = [
  ['created', '<=', 'modified'],
  ['valid_from', '<', 'valid_until'],
  ['first_seen', '<=', 'last_seen'],
  ['first_observed', '<=', 'last_observed'],
] as const;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const PATH = "[a-z0-9-]+:[a-z_0-9]+(?:\\.(?:'[^']+'|[a-z_0-9]+)|\\[\\*\\])*";
const COMPARISON = `${PATH} (?:=|MATCHES|ISSUBSET) (?:\\d+|'(?:[^'\\\\]|\\\\['\\\\])*')`;
/** The part of the pattern grammar (STIX 2.1, section 9) that is written here. */
export const PATTERN = new RegExp(`^\\[${COMPARISON}(?: (?:OR|AND) ${COMPARISON})*\\]$`, 'su');

/** Faults as sentences; none in a good bundle. */
export function faultsOf({ id, type, objects }: StixBundle): string[] {
  const ids = new Set(objects.map((object) => object.id));
  const faults = objects.flatMap((object) => faultsIn(object, ids).map((fault) => `${object.id} ${fault}`));
  if (ids.size !== objects.length) faults.push('an id occurs twice');
  if (type !== 'bundle' || !new RegExp(`^bundle--${UUID}$`).test(id))
    faults.push('the bundle has no good id');
  return faults;
}

function faultsIn(object: StixObject, ids: ReadonlySet<string>): string[] {
  const { type, id, spec_version } = object;
  const marking = type === 'marking-definition';
  const required = REQUIRED[type];
  if (!required) return ['is of an unknown type'];
  const faults = required.filter((name) => object[name] === undefined).map((name) => `has no ${name}`);
  if (spec_version !== '2.1') faults.push('is not of 2.1');
  if (!(marking ? /^marking-definition--[0-9a-f-]{36}$/ : new RegExp(`^${type}--${UUID}$`)).test(id))
    faults.push('has a bad id');
  if (!marking && !object.object_marking_refs?.length) faults.push('is not marked');
  for (const [name, value] of Object.entries(object)) {
    if (value === null || value === undefined) faults.push(`has ${name} without a value`);
    if (Array.isArray(value) && value.length === 0) faults.push(`has an empty ${name}`);
    const references = name.endsWith('_refs')
      ? (value as string[])
      : name.endsWith('_ref')
        ? [value as string]
        : [];
    for (const reference of references)
      if (!ids.has(reference)) faults.push(`refers to ${reference} in ${name}`);
    if (/^(created|modified|published|valid_|first_|last_)/.test(name) && !name.endsWith('_ref'))
      if (!TIME.test(value as string)) faults.push(`has no time in ${name}`);
  }
  for (const [first, how, second] of ORDERED) {
    const [a, b] = [object[first], object[second]];
    if (typeof a !== 'string' || typeof b !== 'string') continue;
    if (how === '<' ? a >= b : a > b) faults.push(`has ${first} after ${second}`);
  }
  if (type === 'indicator' && !PATTERN.test(object.pattern as string))
    faults.push(`has pattern ${object.pattern}`);
  return faults;
}
