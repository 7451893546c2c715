import { z } from 'zod';
import { type Actor, may } from './access';

/** The window of detection, a day on both sides of it, and some days in which nobody looks. */
export const LEAST_RETENTION_DAYS = 35;

/** What one deployment can set, with the value that holds until somebody does. `lead`: whether a lead may change it too. */
export const SETTINGS = {
  'approval.threshold': {
    schema: z.number().int().min(1).max(10_000),
    default: 100,
    lead: true,
    about: 'Batches of more accounts than this need a second person.',
  },
  'approval.hours': {
    schema: z.number().int().min(1).max(336),
    default: 48,
    lead: true,
    about: 'Hours after which a request that nobody approved expires.',
  },
  'security.require_two_factor': {
    schema: z.boolean(),
    default: false,
    lead: true,
    about: 'Everybody needs a second factor to work here.',
  },
  // Nothing is dropped unless somebody said so: what law and contracts ask for differs, and dropped days do not come back.
  'retention.days': {
    schema: z
      .number()
      .int()
      .max(3_650)
      .refine((days) => days === 0 || days >= LEAST_RETENTION_DAYS, {
        message: `0, or at least ${LEAST_RETENTION_DAYS} days, which detection needs.`,
      }),
    default: 0,
    lead: false,
    about: 'Days for which exchanges are kept; 0 keeps them for ever. Dropped days do not come back.',
  },
} as const;

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = z.output<(typeof SETTINGS)[K]['schema']>;

/** Whether the actor may change this setting: administrators all of them, leads those that say so. */
export function maySet(actor: Actor, key: SettingKey): boolean {
  if (!may(actor, 'setting.manage')) return false;
  return actor.kind !== 'person' || actor.role === 'admin' || SETTINGS[key].lead;
}

export const settingOut = z.object({
  key: z.enum(SETTING_KEYS),
  value: z.union([z.number(), z.boolean()]),
  default: z.union([z.number(), z.boolean()]),
  about: z.string(),
  /** Whether the one who asks may change it. */
  may_change: z.boolean(),
  changed_by: z.string().nullable(),
  changed_at: z.iso.datetime().nullable(),
  /** 0 while nobody has set it. */
  version: z.number().int(),
});

export const settingList = z.object({ items: z.array(settingOut) });

export type SettingOut = z.infer<typeof settingOut>;
