import { createContext, useContext } from 'react';
import type { Role } from '@/lib/model/access';

/** Who sits before the console, as every part of it may need to know. */
export interface ConsolePerson {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export const PersonContext = createContext<ConsolePerson | null>(null);

/** The signed-in person; only below the console's layout. */
export function usePerson(): ConsolePerson {
  const person = useContext(PersonContext);
  if (!person) throw new Error('usePerson() stands outside of the console');
  return person;
}
