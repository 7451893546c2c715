'use client';

import { createContext } from 'react';
import { THEME_COOKIE, type Theme } from './theme-cookie';

/** The theme the page was asked for with. */
export const ThemeContext = createContext<Theme>('system');

const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Wears a theme at once and remembers it for the next visit. */
export function wearTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`;
}
