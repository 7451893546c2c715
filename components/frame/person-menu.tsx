'use client';

import { useContext, useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '@/components/ui/menu';
import { usePerson } from './person';
import { ThemeContext, wearTheme } from './theme';
import type { Theme } from './theme-cookie';

const OPTIONS = [
  { value: 'system', label: 'As the system' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
] as const;

/** Who is signed in, the theme, and the way out. */
export function PersonMenu() {
  const person = usePerson();
  const [theme, setTheme] = useState<Theme>(useContext(ThemeContext));
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`${person.name}, ${person.role}: account and theme`}
          className="flex h-7 items-center gap-2 rounded-md px-1 hover:bg-hover"
        >
          <Avatar person={person} />
        </button>
      }
    >
      <div className="px-2 pt-1 pb-1.5">
        <div className="font-medium">{person.name}</div>
        <div className="text-small text-ink-3">
          {person.email}, {person.role}
        </div>
      </div>
      <MenuLine />
      <MenuChoice
        label="Theme"
        value={theme}
        options={OPTIONS}
        onChange={(next) => {
          setTheme(next);
          wearTheme(next);
        }}
      />
      <MenuLine />
      <MenuLabel>All times are UTC</MenuLabel>
      <MenuItem onSelect={signOut}>Sign out</MenuItem>
    </Menu>
  );
}

/** Ends the session on the server, then leaves by a full load so that nothing read stays in memory. */
async function signOut() {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => null);
  window.location.assign('/sign-in');
}
