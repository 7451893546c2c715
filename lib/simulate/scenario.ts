import type { ActorKind, ModelRelease, Stage } from './stage';

/** One actor of a scenario under its name there; for an operator that is the campaign's name in the truth. */
export interface Role {
  name: string;
  kind: ActorKind<never>['role'];
  /** What sort of company it is, when there may be several of it in one world. */
  sort: string;
  /** What the truth calls the operator's campaigns; none for anybody else. */
  campaigns: string[];
  enter: (stage: Stage) => (from: number, to: number) => void;
}

export interface Scenario {
  name: string;
  summary: string;
  days: number;
  /**
   * An even world follows the difficulty it is given, and its records tell honest accounts from others by behaviour
   * only: the same fields are there, and missing, for everybody. The worlds shown to people are not even.
   */
  even?: boolean;
  /** Models and when they came out, in days before the end of the world. */
  releases: readonly { model: string; daysBeforeEnd: number }[];
  /** Multiplies how often independent customers come; default 1. */
  pace?: number;
  roles: readonly Role[] | ((scale: number) => readonly Role[]);
}

/**
 * Who plays at a scale, and by what the numbers of accounts they were given are still to be multiplied: a scenario that
 * casts by scale has more groups in a larger world, others have larger ones.
 */
export function castOf({ roles }: Scenario, scale: number): { roles: readonly Role[]; scale: number } {
  return typeof roles === 'function' ? { roles: roles(scale), scale: 1 } : { roles, scale };
}

/** Casts an actor kind with its options. */
export function role<Options>(name: string, kind: ActorKind<Options>, options: Options, sort = name): Role {
  const campaigns = kind.role === 'operator' ? (kind.campaigns?.(name) ?? [name]) : [];
  return { name, kind: kind.role, sort, campaigns, enter: (stage) => kind.enter(stage, name, options) };
}

export function releasesOf(scenario: Scenario, end: number): ModelRelease[] {
  return scenario.releases.map(({ model, daysBeforeEnd }) => ({
    model,
    at: end - Math.round(daysBeforeEnd * 86_400_000),
  }));
}
