import type { ReactNode } from 'react';
import { Logo } from './logo';

/** An empty place: why it is empty, and the one next step. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start px-5 py-10 max-sm:px-3">
      <span className="text-field-line">
        <Logo size={46} quiet />
      </span>
      <h2 className="mt-3 font-semibold">{title}</h2>
      {children ? <div className="mt-0.5 max-w-[46ch] text-pretty text-ink-2">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
