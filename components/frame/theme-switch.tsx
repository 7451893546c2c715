'use client';

import { Moon, Sun } from 'lucide-react';
import { wearTheme } from './theme';

/** One press to the other theme; the menu of the person has all three choices. */
export function ThemeSwitch() {
  return (
    <button
      type="button"
      title="Switch between light and dark"
      aria-label="Switch between light and dark"
      onClick={() => wearTheme(isDark() ? 'light' : 'dark')}
      className="inline-flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
    >
      <Moon size={15} strokeWidth={1.6} aria-hidden="true" className="dark:hidden" />
      <Sun size={15} strokeWidth={1.6} aria-hidden="true" className="hidden dark:block" />
    </button>
  );
}

function isDark(): boolean {
  const worn = document.documentElement.dataset.theme;
  return worn ? worn === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
}
