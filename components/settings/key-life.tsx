import { Field, Select } from '@/components/ui/field';

const DAY_MS = 86_400_000;
/** How long a key works, in days. */
const LIVES = { '30': '30 days', '90': '90 days', '365': 'a year', never: 'without end' } as const;
export type KeyLife = keyof typeof LIVES;
export const KEY_LIVES = Object.keys(LIVES) as KeyLife[];

/** When a key made now ends, as ISO text; null without end. */
export function endOf(life: KeyLife): string | null {
  return life === 'never' ? null : new Date(Date.now() + Number(life) * DAY_MS).toISOString();
}

interface KeyLifeFieldProps {
  label: string;
  hint: string;
  lives: readonly KeyLife[];
  value: KeyLife;
  onChange: (life: KeyLife) => void;
}

/** Asks how long a key works. */
export function KeyLifeField({ label, hint, lives, value, onChange }: KeyLifeFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(a11y) => (
        <Select {...a11y} value={value} onChange={(event) => onChange(event.target.value as KeyLife)}>
          {lives.map((life) => (
            <option key={life} value={life}>
              {LIVES[life]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
