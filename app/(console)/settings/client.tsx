'use client';

import type { ComponentType } from 'react';
import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { DemoSection } from '@/components/settings/demo-section';
import { DetectorsSection } from '@/components/settings/detectors-section';
import { IntelSection } from '@/components/settings/intel-section';
import { KeysSection } from '@/components/settings/keys-section';
import { MySection } from '@/components/settings/my-section';
import { PeopleSection } from '@/components/settings/people-section';
import { ReleasesSection } from '@/components/settings/releases-section';
import { RulesSection } from '@/components/settings/rules-section';
import { SharingSection } from '@/components/settings/sharing-section';
import { SourcesSection } from '@/components/settings/sources-section';
import { StorageSection } from '@/components/settings/storage-section';
import { TargetsSection } from '@/components/settings/targets-section';
import { may, type Right } from '@/lib/model/access';

/** The parts of the page by the names of their sections, and who sees them. */
const PARTS: readonly { id: string; label: string; right?: Right; Part: ComponentType }[] = [
  { id: 'me', label: 'My sign-in', Part: MySection },
  { id: 'sources', label: 'Sources', Part: SourcesSection },
  { id: 'detectors', label: 'Detectors', Part: DetectorsSection },
  { id: 'releases', label: 'Releases', Part: ReleasesSection },
  { id: 'rules', label: 'Rules', right: 'setting.manage', Part: RulesSection },
  { id: 'storage', label: 'Storage', right: 'setting.manage', Part: StorageSection },
  { id: 'people', label: 'People', right: 'user.manage', Part: PeopleSection },
  { id: 'keys', label: 'API keys', right: 'key.manage', Part: KeysSection },
  { id: 'targets', label: 'Targets', right: 'target.manage', Part: TargetsSection },
  { id: 'sharing', label: 'Sharing', right: 'peer.manage', Part: SharingSection },
  { id: 'intelligence', label: 'Intelligence', Part: IntelSection },
  { id: 'demonstration', label: 'Demonstration', right: 'demo.manage', Part: DemoSection },
];

export function SettingsClient() {
  const person = usePerson();
  const actor = { kind: 'person', ...person } as const;
  const parts = PARTS.filter(({ right }) => right === undefined || may(actor, right));
  return (
    <PageFrame crumbs={[{ label: 'Settings' }]}>
      <h1 className="sr-only">Settings</h1>
      <nav
        aria-label="Parts of the settings"
        className="sticky top-11 z-10 flex h-10 shrink-0 items-stretch gap-5 overflow-x-auto border-b bg-surface px-5 max-sm:px-3 print:hidden"
      >
        {parts.map(({ id, label }) => (
          <a
            key={id}
            href={`#${id}`}
            className="flex items-center whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink"
          >
            {label}
          </a>
        ))}
      </nav>
      {parts.map(({ id, Part }) => (
        <Part key={id} />
      ))}
      {may(actor, 'user.manage') ? null : (
        <p className="px-5 py-5 text-ink-3 max-sm:px-3">
          You are signed in as {person.role}. People, API keys and targets of orders are changed by somebody
          with the role admin.
        </p>
      )}
    </PageFrame>
  );
}
