'use client';

import { Command } from 'cmdk';
import { Fingerprint, User, Waypoints } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { useDeferredValue, useState } from 'react';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useFind } from '@/lib/queries/use-find';
import { PLACES } from './nav';

const ICONS = { campaign: Waypoints, account: User, indicator: Fingerprint };
const row = 'flex h-8 items-center gap-2.5 rounded-sm px-2 data-[selected=true]:bg-hover';

/** Takes whatever was pasted and offers where it leads. Enter goes to the first. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const router = useRouter();
  const q = useDeferredValue(text.trim());
  const { data, isFetching, error } = useFind(q);
  const hits = q ? (data?.items ?? []) : [];
  const places = PLACES.filter((place) => place.label.toLowerCase().startsWith(q.toLowerCase()));
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? null : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-[560px] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Find</Dialog.Title>
          <Command shouldFilter={false} loop label="Find">
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Account or campaign id, card, address, device, e-mail pattern"
              className="h-11 w-full border-b bg-transparent px-4 outline-none placeholder:text-ink-3"
            />
            <Command.List className="max-h-80 overflow-y-auto p-1.5">
              {hits.map((hit) => {
                const Icon = ICONS[hit.kind];
                return (
                  <Command.Item key={hit.href} value={hit.href} onSelect={() => go(hit.href)} className={row}>
                    <Icon size={15} strokeWidth={1.6} className="shrink-0 text-ink-3" aria-hidden="true" />
                    <span className="clip">
                      <UntrustedText mono={hit.kind !== 'campaign'} max={80}>
                        {hit.title}
                      </UntrustedText>
                    </span>
                    <span className="ml-auto shrink-0 text-small text-ink-3">{hit.detail}</span>
                  </Command.Item>
                );
              })}
              {places.map(({ href, label, icon: Icon }) => (
                <Command.Item key={href} value={href} onSelect={() => go(href)} className={row}>
                  <Icon size={15} strokeWidth={1.6} className="text-ink-3" aria-hidden="true" />
                  {label}
                  <span className="ml-auto text-small text-ink-3">page</span>
                </Command.Item>
              ))}
              <Command.Empty className="px-2 py-3 text-ink-2">
                {error
                  ? `The search failed: ${error.message}`
                  : isFetching
                    ? 'Looking…'
                    : 'Nothing has this value. Ids are matched from their beginning, indicators by their whole value.'}
              </Command.Empty>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
