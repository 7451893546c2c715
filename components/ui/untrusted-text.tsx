import { cn } from './cn';

// C0 and C1 controls, zero-width marks, bidirectional overrides and isolates, tag characters: what can hide or reorder text.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

export interface TextRun {
  text: string;
  /** The code point of a character that would not be seen, such as "U+202E"; null for ordinary text. */
  unseen: string | null;
}

/** Cuts text into what is read as it stands and what must be spelled out. Line breaks and tabs become marks too. */
export function textRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let plain = '';
  for (const char of text) {
    if (!UNSEEN.test(char)) {
      plain += char;
      continue;
    }
    if (plain) runs.push({ text: plain, unseen: null });
    plain = '';
    const point = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    runs.push({ text: MARKS[char] ?? `U+${point}`, unseen: `U+${point}` });
  }
  if (plain) runs.push({ text: plain, unseen: null });
  return runs;
}

const MARKS: Record<string, string> = { '\n': '↵', '\t': '⇥' };

/**
 * Text from outside (ids, prompts, names): always text, isolated from the direction of its surroundings, with what
 * cannot be seen made visible. `max` cuts it by code points and keeps the whole in the title.
 */
export function UntrustedText({
  children,
  max,
  mono = false,
  className,
}: {
  children: string;
  max?: number;
  mono?: boolean;
  className?: string;
}) {
  const points = max === undefined ? null : Array.from(children);
  const cut =
    points && max !== undefined && points.length > max ? `${points.slice(0, max).join('')}…` : children;
  return (
    <bdi
      title={cut === children ? undefined : visible(children.slice(0, 2_000))}
      className={cn(mono && 'font-mono text-small tracking-[-0.02em]', className)}
    >
      {textRuns(cut).map((run, index) =>
        run.unseen === null ? (
          run.text
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity beyond their place
            key={index}
            title={run.unseen}
            className="mx-px rounded-[3px] bg-press px-0.5 font-mono text-axis text-ink-3"
          >
            {run.text}
          </span>
        ),
      )}
    </bdi>
  );
}

/** The same for attributes, where no element can stand. */
export function visible(text: string): string {
  return textRuns(text)
    .map((run) => (run.unseen === null ? run.text : `[${run.text}]`))
    .join('');
}
