'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { may } from '@/lib/model/access';
import { useIntelSources } from '@/lib/queries/use-intel';
import type { IntelOpened } from './intel-opened';
import { IntelReceived } from './intel-received';
import { IntelSources } from './intel-sources';
import { Loaded } from './loaded';
import { SettingsSection } from './section';

const SourceDialog = dynamic(() => import('./intel-source-dialog').then((part) => part.SourceDialog), {
  ssr: false,
});
const RemoveSource = dynamic(() => import('./intel-source-dialog').then((part) => part.RemoveSource), {
  ssr: false,
});
const HandInDialog = dynamic(() => import('./intel-dialogs').then((part) => part.HandInDialog), {
  ssr: false,
});
const ReceiptsDialog = dynamic(() => import('./intel-dialogs').then((part) => part.ReceiptsDialog), {
  ssr: false,
});
const SightDialog = dynamic(() => import('./intel-dialogs').then((part) => part.SightDialog), { ssr: false });

/** What other providers share with us: from where it comes, what became of it, whom it found here, and the answer to that. */
export function IntelSection() {
  const person = usePerson();
  const actor = { kind: 'person', ...person } as const;
  const sources = useIntelSources();
  const [opened, setOpened] = useState<IntelOpened | null>(null);
  const close = () => setOpened(null);
  const manages = may(actor, 'intel.manage');
  return (
    <SettingsSection
      id="intelligence"
      title="Intelligence"
      what="Indicators that other providers share, as STIX 2.1: looked for in all traffic and history, believed no more than their source, and let go when they run out or are taken back."
      action={
        <span className="flex flex-wrap gap-2">
          <Button look="ghost" onClick={() => setOpened({ what: 'receipts' })}>
            What came…
          </Button>
          {may(actor, 'intel.upload') ? (
            <Button onClick={() => setOpened({ what: 'hand-in' })}>Hand in a bundle…</Button>
          ) : null}
          {manages ? <Button onClick={() => setOpened({ what: 'add' })}>Add source…</Button> : null}
        </span>
      }
    >
      <Loaded query={sources} failed="The sources could not be loaded">
        {({ items }) => (
          <>
            <IntelSources items={items} manages={manages} onOpen={setOpened} />
            {items.length > 0 ? (
              <IntelReceived mayAnswer={may(actor, 'case.export')} onOpen={setOpened} />
            ) : null}
          </>
        )}
      </Loaded>
      {opened?.what === 'add' ? <SourceDialog source={null} onClose={close} /> : null}
      {opened?.what === 'edit' ? <SourceDialog source={opened.source} onClose={close} /> : null}
      {opened?.what === 'remove' ? <RemoveSource source={opened.source} onClose={close} /> : null}
      {opened?.what === 'hand-in' ? <HandInDialog onClose={close} /> : null}
      {opened?.what === 'receipts' ? <ReceiptsDialog onClose={close} /> : null}
      {opened?.what === 'sight' ? <SightDialog indicator={opened.indicator} onClose={close} /> : null}
    </SettingsSection>
  );
}
