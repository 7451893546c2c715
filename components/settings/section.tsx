import type { ReactNode } from 'react';

/** One part of the settings: what it is, what it is for, and the one thing to do there. */
export function SettingsSection({
  id,
  title,
  children,
  what,
  action,
}: {
  id: string;
  title: string;
  what: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-[84px] border-b px-5 py-5 last:border-0 max-sm:px-3"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id={`${id}-title`} className="text-head font-semibold">
            {title}
          </h2>
          <p className="max-w-[96ch] text-pretty text-ink-2">{what}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
