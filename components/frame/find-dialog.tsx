'use client';

import { Command } from 'cmdk';
import {
  ArrowRightLeft,
  FileCheck2,
  Fingerprint,
  type LucideIcon,
  TextQuote,
  User,
  Waypoints,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type ClipboardEvent, type ReactNode, useContext, useRef, useState } from 'react';
import { useReturnedFocus } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useSettled } from '@/components/ui/use-settled';
import type { FindHit } from '@/lib/model/console/status';
import { useFind } from '@/lib/queries/use-find';
import { readRecent, rememberRecent } from './find-recent';
import { verdictWords } from './find-words';
import { PLACES } from './nav';
import { PersonContext } from './person';

const ICONS: Record<FindHit['kind'], LucideIcon> = {
  campaign: Waypoints,
  account: User,
  indicator: Fingerprint,
  scaffold: TextQuote,
  order: FileCheck2,
  compare: ArrowRightLeft,
};
/** Places inside of pages that are worth a jump. */
const CORNERS = [
  { href: '/campaigns?view=board', label: 'Board of campaigns' },
  { href: '/indicators?list=watched', label: 'Watch-list' },
  { href: '/indicators?list=hits', label: 'Hits of watched values' },
  { href: '/accounts/compare', label: 'Compare accounts' },
];
const PAUSE_MS = 140;
const SHOWN = 400;
const LONGEST = 30_000;
const row = 'flex h-8 items-center gap-2.5 rounded-sm px-2 data-[selected=true]:bg-press';

/** Takes whatever was pasted and says where it leads. Enter goes to the first; without a text, to recent places and pages. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const person = useContext(PersonContext)?.id ?? '';
  const [shown, setShown] = useState('');
  // The field holds one line; a pasted prompt is looked up with all of its lines.
  const [pasted, setPasted] = useState<string | null>(null);
  const [recent] = useState(() => readRecent(person));
  const router = useRouter();
  const focus = useReturnedFocus();
  const typed = (pasted ?? shown).trim();
  const q = useSettled(typed, pasted === null ? PAUSE_MS : 0, '');
  const { data, isFetching, error } = useFind(q);
  const waiting = typed !== '' && (q !== typed || isFetching);
  const hits = typed === '' ? [] : (data?.items ?? []);
  const read = typed === '' || waiting ? null : (data?.verdict ?? null);
  // What is a value anyway needs no word on whether somebody sends it as a prompt.
  const verdict = read?.says === 'nobody' && hits.length > 0 ? null : read;
  const short = typed.toLowerCase();
  const matches = ({ label }: { label: string }) =>
    short === '' ||
    label
      .toLowerCase()
      .split(' ')
      .some((word) => word.startsWith(short));
  const places = PLACES.filter(matches);
  const corners = CORNERS.filter((place) => matches(place) || place.label.toLowerCase().startsWith(short));
  // The best of what is found is chosen however late it comes, unless a hand has gone to another one since the text changed.
  const [chosen, setChosen] = useState('');
  const handAt = useRef<string | null>(null);
  const best =
    (typed === '' && recent[0] ? `recent ${recent[0].href}` : hits[0]?.href) ??
    ((places[0] ?? corners[0]) ? `page ${(places[0] ?? corners[0])?.href}` : '');
  const hand = () => {
    handAt.current = typed;
  };
  const go = (hit: FindHit | { href: string }) => {
    if ('kind' in hit) rememberRecent(person, hit);
    onClose();
    router.push(hit.href);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain').slice(0, LONGEST);
    const { selectionStart: from, selectionEnd: to, value } = event.currentTarget;
    // A paste into text that stands is an edit like any other.
    if (text.trim() === '' || (value !== '' && !(from === 0 && to === value.length))) return;
    event.preventDefault();
    setPasted(text);
    const points = Array.from(text.replaceAll(/\s+/g, ' ').trim());
    setShown(points.length > SHOWN ? `${points.slice(0, SHOWN).join('')}…` : points.join(''));
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? null : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          {...focus}
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-[640px] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Find</Dialog.Title>
          <Command
            shouldFilter={false}
            loop
            label="Find"
            value={handAt.current === typed ? chosen : best}
            onValueChange={setChosen}
            onKeyDown={({ key }) => (/^(Arrow(Up|Down)|Home|End)$/.test(key) ? hand() : undefined)}
            onPointerMove={hand}
          >
            <Command.Input
              value={shown}
              maxLength={LONGEST}
              onValueChange={(text) => {
                setShown(text);
                setPasted(null);
              }}
              onPaste={paste}
              placeholder="An id, a card, an address, an e-mail address, a device or a whole prompt"
              className="h-11 w-full border-b bg-transparent px-4 outline-none placeholder:text-ink-3"
            />
            <div role="status" className={verdict ? 'border-b px-4 py-2.5 text-pretty' : 'sr-only'}>
              {verdict ? (
                <UntrustedText>{verdictWords(verdict)}</UntrustedText>
              ) : waiting ? (
                'Looking'
              ) : typed ? (
                `${hits.length} found`
              ) : (
                ''
              )}
            </div>
            <Command.List aria-busy={waiting} className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
              {typed === '' && recent.length > 0 ? (
                <Section heading="Recent">
                  {recent.map((hit) => (
                    <HitRow key={hit.href} hit={hit} value={`recent ${hit.href}`} onSelect={() => go(hit)} />
                  ))}
                </Section>
              ) : null}
              {hits.length > 0 ? (
                <Section heading={verdict?.says === 'family' ? 'Who sends it' : 'Found'}>
                  {hits.map((hit) => (
                    <HitRow key={hit.href} hit={hit} value={hit.href} onSelect={() => go(hit)} />
                  ))}
                </Section>
              ) : null}
              {places.length + corners.length > 0 ? (
                <Section heading="Go to">
                  {places.map(({ href, label, icon: Icon }) => (
                    <Command.Item
                      key={href}
                      value={`page ${href}`}
                      onSelect={() => go({ href })}
                      className={row}
                    >
                      <Icon size={15} strokeWidth={1.6} className="shrink-0 text-ink-3" aria-hidden="true" />
                      {label}
                    </Command.Item>
                  ))}
                  {corners.map(({ href, label }) => (
                    <Command.Item
                      key={href}
                      value={`page ${href}`}
                      onSelect={() => go({ href })}
                      className={row}
                    >
                      <span className="w-[15px] shrink-0" />
                      {label}
                    </Command.Item>
                  ))}
                </Section>
              ) : null}
              <Command.Empty className="px-2 py-3 text-pretty text-ink-2">
                {error
                  ? `The search failed: ${error.message}`
                  : waiting
                    ? 'Looking…'
                    : 'Nothing known has this value. Ids and shared values are matched from their beginning, all others as a whole; a prompt by its first and last words and its frame.'}
              </Command.Empty>
            </Command.List>
            <p className="flex flex-wrap gap-x-4 gap-y-1 border-t px-4 py-2 text-small text-ink-3 max-sm:hidden">
              <span>
                <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
              </span>
              <span>
                <Kbd>Enter</Kbd> go
              </span>
              <span>
                <Kbd>Esc</Kbd> close
              </span>
              <span className="ml-auto">Pasted text is looked up and not kept.</span>
            </p>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Section({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-axis [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

function HitRow({ hit, value, onSelect }: { hit: FindHit; value: string; onSelect: () => void }) {
  const Icon = ICONS[hit.kind] ?? Fingerprint;
  return (
    <Command.Item value={value} onSelect={onSelect} className={row}>
      <Icon size={15} strokeWidth={1.6} className="shrink-0 text-ink-3" aria-hidden="true" />
      <span className="min-w-0 clip">
        <UntrustedText mono={['account', 'indicator', 'order'].includes(hit.kind)} max={120}>
          {hit.title}
        </UntrustedText>
      </span>
      <span className="ml-auto max-w-[55%] shrink-0 clip text-small text-ink-3">
        <UntrustedText max={90}>{hit.detail}</UntrustedText>
      </span>
    </Command.Item>
  );
}
