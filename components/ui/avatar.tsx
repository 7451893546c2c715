import { cn } from './cn';
import { initials } from './initials';

const GROUNDS = [
  'bg-[light-dark(#d9cfe9,#4a3f61)]',
  'bg-[light-dark(#c9dfd6,#2f4f46)]',
  'bg-[light-dark(#cfdcec,#33475f)]',
  'bg-[light-dark(#ead7cb,#5d4234)]',
];

/** The initials of a person on a ground that stays theirs; null is nobody. */
export function Avatar({ person }: { person: { id: string; name: string } | null }) {
  if (!person) {
    return (
      <span
        role="img"
        aria-label="nobody"
        title="Nobody has this yet"
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-full text-[9px] text-ink-off inset-ring inset-ring-line-strong"
      >
        –
      </span>
    );
  }
  return (
    <span
      role="img"
      aria-label={person.name}
      title={person.name}
      className={cn(
        'inline-flex size-5 shrink-0 items-center justify-center rounded-full text-[9px] leading-none font-semibold tracking-normal text-ink',
        GROUNDS[hueOf(person.id)],
      )}
    >
      {initials(person.name)}
    </span>
  );
}

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % GROUNDS.length;
}
