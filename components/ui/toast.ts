'use client';

import { toast as sonner } from 'sonner';

/** Short words about what just happened, said to screen readers too. Nothing a person must read stands only here. */
export const toast = {
  done: (title: string, description?: string) => sonner.success(title, { description }),
  note: (title: string, description?: string) => sonner.info(title, { description }),
  failed: (title: string, description?: string) => sonner.error(title, { description, duration: 10_000 }),
};
