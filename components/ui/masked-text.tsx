import { cn } from './cn';
import { UntrustedText } from './untrusted-text';

/** What masking puts in place of personal data and secrets (lib/text/mask.ts); any other mark is a slot. */
const REDACTED = new Set([
  'email',
  'ip',
  'handle',
  'secret',
  'query',
  'user',
  'iban',
  'card',
  'phone',
  'number',
]);
const MARK = /⟨([^⟨⟩\n]{0,40})⟩/g;

export interface MaskedRun {
  text: string;
  kind: 'text' | 'slot' | 'redacted';
}

/** Cuts masked text into what is read, slots, and what was taken out. */
export function maskedRuns(text: string): MaskedRun[] {
  const runs: MaskedRun[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    const name = match[1] ?? '';
    if (match.index > end) runs.push({ text: text.slice(end, match.index), kind: 'text' });
    runs.push({ text: name, kind: REDACTED.has(name) ? 'redacted' : 'slot' });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push({ text: text.slice(end), kind: 'text' });
  return runs;
}

/** Prompt text as it was kept: hostile, always text; slots in copper, what masking took out in grey. */
export function MaskedText({
  children,
  max = 600,
  className,
}: {
  children: string;
  max?: number;
  className?: string;
}) {
  const points = Array.from(children);
  const shown = points.length > max ? `${points.slice(0, max).join('')}…` : children;
  return (
    <bdi className={className}>
      {maskedRuns(shown).map((run, index) =>
        run.kind === 'text' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity beyond their place
          <UntrustedText key={index}>{run.text}</UntrustedText>
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity beyond their place
            key={index}
            title={run.kind === 'slot' ? 'A slot of the scaffold' : 'Taken out when the record came in'}
            className={cn(
              'mx-px rounded-[3px] px-1 font-mono text-axis font-medium',
              run.kind === 'slot' ? 'bg-accent-soft text-accent' : 'bg-press text-ink-2',
            )}
          >
            <UntrustedText>{run.text || '…'}</UntrustedText>
          </span>
        ),
      )}
    </bdi>
  );
}
