'use client';

import { Avatar } from '@/components/ui/avatar';
import { usePresence } from '@/lib/queries/use-presence';

const SHOWN = 3;

/** Who else has the console open. */
export function HereNow() {
  const here = usePresence().data?.here ?? [];
  if (here.length === 0) return null;
  return (
    <ul aria-label="Here now" className="flex items-center gap-1 max-md:hidden">
      {here.slice(0, SHOWN).map((person) => (
        <li key={person.id} className="flex">
          <Avatar person={person} />
        </li>
      ))}
      {here.length > SHOWN ? (
        <li
          title={here
            .slice(SHOWN)
            .map(({ name }) => name)
            .join(', ')}
          className="text-small text-ink-3"
        >
          +{here.length - SHOWN}
        </li>
      ) : null}
    </ul>
  );
}
