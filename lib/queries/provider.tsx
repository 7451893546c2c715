'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { makeQueryClient } from './client';
import { letWindowsAgree } from './windows';

/** One client per browser tab, and one per request while the server draws. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  useEffect(() => letWindowsAgree(client), [client]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
