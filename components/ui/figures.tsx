import { UntrustedText } from './untrusted-text';

const FIGURE = /(?<![\w.-])\d[\d,.]*\d?%?(?:\s(?:of|to)\s\d[\d,]*%?)?/g;

/** A sentence with its figures in stronger ink, so that the eye finds them. The words may come from outside. */
export function Figures({ children, max = 400 }: { children: string; max?: number }) {
  const text = children.length > max ? `${children.slice(0, max)}…` : children;
  const parts: { text: string; figure: boolean; at: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(FIGURE)) {
    const value = match[0].replace(/[.,]$/, '');
    if (match.index > from) parts.push({ text: text.slice(from, match.index), figure: false, at: from });
    parts.push({ text: value, figure: true, at: match.index });
    from = match.index + value.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), figure: false, at: from });
  return (
    <>
      {parts.map((part) => (
        <UntrustedText key={part.at} className={part.figure ? 'font-medium' : undefined}>
          {part.text}
        </UntrustedText>
      ))}
    </>
  );
}
