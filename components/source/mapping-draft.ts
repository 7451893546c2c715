import {
  type Coercion,
  type Profile,
  REQUIRED_TARGETS,
  type Rule,
  TARGETS,
  type Target,
  USUAL_COERCION,
} from '@/lib/model/mapping';

/** The mapping with one path tried before all others for a field, read as `as`. */
export function preferPath(profile: Profile, target: Target, path: string, as: Coercion): Profile {
  const own: Rule = { paths: [path], ...(as === USUAL_COERCION[target] ? {} : { as }) };
  return withRules(profile, target, [own, ...without(profile.fields[target] ?? [], path)]);
}

/** The mapping without a path of a field; what `between` reads goes as a whole. */
export function dropPath(profile: Profile, target: Target, path: string): Profile {
  return withRules(profile, target, without(profile.fields[target] ?? [], path));
}

/** How a field reads a path that is one of its rules; what is usual for a field where none names it. */
export function coercionOf(profile: Profile, target: Target, path: string): Coercion {
  const rule = profile.fields[target]?.find(({ paths }) => paths.includes(path));
  return rule?.as ?? USUAL_COERCION[target];
}

/** All paths of a field, in the order in which they are tried. */
export function pathsOf(profile: Profile, target: Target): string[] {
  return [...new Set((profile.fields[target] ?? []).flatMap(({ paths }) => paths))];
}

/** Required fields for which the mapping names no place. */
export function missingTargets(profile: Profile): Target[] {
  return REQUIRED_TARGETS.filter((target) => pathsOf(profile, target).length === 0);
}

/** Fields whose places differ between two mappings. */
export function changedTargets(from: Profile, to: Profile): Target[] {
  return TARGETS.filter(
    (target) => JSON.stringify(from.fields[target] ?? []) !== JSON.stringify(to.fields[target] ?? []),
  );
}

function without(rules: readonly Rule[], path: string): Rule[] {
  return rules.flatMap((rule) => {
    if (!rule.paths.includes(path)) return [rule];
    const paths = rule.as === 'between' ? [] : rule.paths.filter((one) => one !== path);
    return paths.length > 0 ? [{ ...rule, paths }] : [];
  });
}

function withRules(profile: Profile, target: Target, rules: readonly Rule[]): Profile {
  const { [target]: _, ...fields } = profile.fields;
  return { ...profile, fields: rules.length > 0 ? { ...fields, [target]: rules } : fields };
}

/** A draft as a tab keeps it. */
export interface MappingDraft {
  profile: Profile;
  /** The version of the source that it began from. */
  version: number;
}

/** A draft that a tab kept; null where there is none, or none that can be read. */
export function readDraft(text: string): MappingDraft | null {
  if (text === '') return null;
  try {
    const draft = JSON.parse(text) as Partial<MappingDraft> | null;
    const fields = draft?.profile?.fields;
    return typeof fields === 'object' && fields !== null && typeof draft?.version === 'number'
      ? (draft as MappingDraft)
      : null;
  } catch {
    return null;
  }
}
