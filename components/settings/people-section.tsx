'use client';

import { PanelSkeleton } from '@/components/account/account-skeleton';
import { NUMERIC, TABLE } from '@/components/account/cells';
import { cn } from '@/components/ui/cn';
import { Failure } from '@/components/ui/failure';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { usePeople } from '@/lib/queries/use-settings';
import { SettingsSection } from './section';

/** Who can sign in, and as what. People are added and changed with the command line. */
export function PeopleSection() {
  const people = usePeople();
  return (
    <SettingsSection
      id="people"
      title="People"
      what={
        <>
          Who can sign in. People are added with{' '}
          <code className="font-mono text-small">npx retort user add EMAIL --role ROLE</code>.
        </>
      }
    >
      {people.data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section aria-label="Table of people" tabIndex={0} className="mt-3 overflow-x-auto">
          <table className={cn(TABLE, 'min-w-[480px]')}>
            <thead>
              <tr className="border-b">
                <th scope="col">Name</th>
                <th scope="col">E-mail</th>
                <th scope="col">Role</th>
                <th scope="col" className={NUMERIC}>
                  Added
                </th>
                <th scope="col" className={NUMERIC}>
                  State
                </th>
              </tr>
            </thead>
            <tbody>
              {people.data.items.map((person) => (
                <tr key={person.id} className="border-b border-line">
                  <td className="font-medium">
                    <UntrustedText max={60}>{person.name}</UntrustedText>
                  </td>
                  <td>
                    <UntrustedText max={80}>{person.email}</UntrustedText>
                  </td>
                  <td className="text-ink-2">{person.role}</td>
                  <td className={cn(NUMERIC, 'text-ink-3')}>
                    <Moment time={person.created_at} />
                  </td>
                  <td className={NUMERIC}>
                    {person.disabled ? <Tag tone="hollow">disabled</Tag> : <Tag tone="good">can sign in</Tag>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : people.error ? (
        <Failure
          what="The people could not be loaded"
          error={people.error}
          onRetry={() => people.refetch()}
        />
      ) : (
        <PanelSkeleton />
      )}
    </SettingsSection>
  );
}
