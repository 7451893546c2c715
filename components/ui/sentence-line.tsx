import type { ReactNode } from 'react';
import { UntrustedText, visible } from './untrusted-text';

const LAST_CLAUSE = /^(.+) (and .+)$/s;

/**
 * A sentence in one line, behind what it is about. Where there is no room for its last "and …" that is left out whole, for
 * those who look, rather than cut within a word.
 */
export function SentenceLine({
  head,
  text,
  className,
}: {
  head: ReactNode;
  text: string;
  className: string;
}) {
  const [, first = text, last] = LAST_CLAUSE.exec(text) ?? [];
  return (
    <span title={visible(text)} className="flex h-[1lh] min-w-0 flex-wrap overflow-hidden">
      <span className="max-w-full clip">
        {head}
        <span className={className}>
          <UntrustedText max={160}>{first}</UntrustedText>
        </span>
      </span>
      {last === undefined ? null : (
        <span className={`whitespace-pre ${className} ml-0!`}>
          {' '}
          <UntrustedText max={160}>{last}</UntrustedText>
        </span>
      )}
    </span>
  );
}
