'use client';

import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { KeysSection } from '@/components/settings/keys-section';
import { PeopleSection } from '@/components/settings/people-section';
import { TargetsSection } from '@/components/settings/targets-section';
import { Empty } from '@/components/ui/empty';
import { may } from '@/lib/model/access';

export function SettingsClient() {
  const person = usePerson();
  const actor = { kind: 'person', ...person } as const;
  const sections = [
    may(actor, 'user.manage') ? <PeopleSection key="people" /> : null,
    may(actor, 'key.manage') ? <KeysSection key="keys" /> : null,
    may(actor, 'target.manage') ? <TargetsSection key="targets" /> : null,
  ].filter((section) => section !== null);
  return (
    <PageFrame crumbs={[{ label: 'Settings' }]}>
      <h1 className="px-5 pt-4 text-title font-semibold max-sm:px-3">Settings</h1>
      {sections.length > 0 ? (
        sections
      ) : (
        <Empty title="Settings are for administrators">
          You are signed in as {person.role}. People, API keys and targets of orders are changed by somebody
          with the role admin; ask one of them. Everything else in the console works for you as before.
        </Empty>
      )}
    </PageFrame>
  );
}
