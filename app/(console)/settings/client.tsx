'use client';

import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { IntelSection } from '@/components/settings/intel-section';
import { KeysSection } from '@/components/settings/keys-section';
import { MySection } from '@/components/settings/my-section';
import { PeopleSection } from '@/components/settings/people-section';
import { RulesSection } from '@/components/settings/rules-section';
import { SharingSection } from '@/components/settings/sharing-section';
import { SourcesSection } from '@/components/settings/sources-section';
import { StorageSection } from '@/components/settings/storage-section';
import { TargetsSection } from '@/components/settings/targets-section';
import { may } from '@/lib/model/access';

export function SettingsClient() {
  const person = usePerson();
  const actor = { kind: 'person', ...person } as const;
  return (
    <PageFrame crumbs={[{ label: 'Settings' }]}>
      <h1 className="px-5 pt-4 text-title font-semibold max-sm:px-3">Settings</h1>
      <MySection />
      <SourcesSection />
      {may(actor, 'setting.manage') ? <RulesSection /> : null}
      {may(actor, 'setting.manage') ? <StorageSection /> : null}
      {may(actor, 'user.manage') ? <PeopleSection /> : null}
      {may(actor, 'key.manage') ? <KeysSection /> : null}
      {may(actor, 'target.manage') ? <TargetsSection /> : null}
      {may(actor, 'peer.manage') ? <SharingSection /> : null}
      <IntelSection />
      {may(actor, 'user.manage') ? null : (
        <p className="px-5 py-5 text-ink-3 max-sm:px-3">
          You are signed in as {person.role}. People, API keys and targets of orders are changed by somebody
          with the role admin.
        </p>
      )}
    </PageFrame>
  );
}
