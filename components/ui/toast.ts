'use client';

// What shows them is fetched after the page; nothing waits for it.
const sonner = () => import('sonner').then(({ toast }) => toast);

/** Short words about what just happened, said to screen readers too. Nothing a person must read stands only here. */
export const toast = {
  done: (title: string, description?: string) => {
    void sonner().then((show) => show.success(title, { description }));
  },
  note: (title: string, description?: string) => {
    void sonner().then((show) => show.info(title, { description }));
  },
  failed: (title: string, description?: string) => {
    void sonner().then((show) => show.error(title, { description, duration: 10_000 }));
  },
};
