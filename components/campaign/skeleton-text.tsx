import { UntrustedText } from '@/components/ui/untrusted-text';

const SLOT = /⟨[^⟩]{0,80}⟩/g;

/** The constant part of a prompt, with its slots marked where the payload goes. */
export function SkeletonText({ children, max = 400 }: { children: string; max?: number }) {
  const text = children.length > max ? `${children.slice(0, max)}…` : children;
  const parts: { text: string; slot: boolean; at: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(SLOT)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), slot: false, at: from });
    parts.push({ text: match[0].slice(1, -1), slot: true, at: match.index });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), slot: false, at: from });
  return (
    <>
      {parts.map((part) =>
        part.slot ? (
          <mark
            key={part.at}
            className="relative rounded-sm bg-accent-soft px-1 font-mono text-[11.5px] text-accent"
          >
            <span className="sr-only">slot </span>
            <UntrustedText>{part.text}</UntrustedText>
          </mark>
        ) : (
          <UntrustedText key={part.at}>{part.text}</UntrustedText>
        ),
      )}
    </>
  );
}
