'use client';

import { MoreHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { count, moment, plural } from '@/components/ui/format';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import { Tag } from '@/components/ui/tag';
import { Ago } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { TargetRow } from '@/lib/model/console/target';
import { useTargetAct, useTargets, useTestTarget } from '@/lib/queries/use-targets';
import { Loaded } from './loaded';
import { SettingsSection } from './section';
import { KEY_FROM_WORDS, KIND_WORDS, targetState } from './target-words';

const TargetDialog = dynamic(() => import('./target-dialog').then((part) => part.TargetDialog), {
  ssr: false,
});
const RemoveDialog = dynamic(() => import('./target-remove').then((part) => part.RemoveDialog), {
  ssr: false,
});
const DeliveriesDialog = dynamic(() => import('./target-deliveries').then((part) => part.DeliveriesDialog), {
  ssr: false,
});

type Opened = { what: 'add' } | { what: 'edit' | 'remove' | 'deliveries' | 'dead'; id: string };

/** Where orders go: added, changed, tried, paused; what waits for each, and what each did not take. */
export function TargetsSection() {
  const [testing, setTesting] = useState<readonly string[]>([]);
  const targets = useTargets(testing);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const items = targets.data?.items;
  const chosen = opened && 'id' in opened ? items?.find(({ id }) => id === opened.id) : undefined;
  const live = items?.some(({ test }) => !test);
  return (
    <SettingsSection
      id="targets"
      title="Targets"
      what="The systems of the provider that bans, suspensions and reinstatements go to. Each order goes to all of them, in order and again until it is taken."
      action={<Button onClick={() => setOpened({ what: 'add' })}>Add target…</Button>}
    >
      <Loaded query={targets} failed="The targets could not be loaded">
        {({ items }) => (
          <>
            {live ? null : (
              <Note kind="warn" className="mt-3 max-w-2xl">
                <b>{items.length === 0 ? 'There is no target.' : 'Every target is in test mode.'}</b> Orders
                are kept and wait until there is one that takes them.
              </Note>
            )}
            {items.length > 0 ? (
              <TargetsTable
                items={items}
                onOpen={setOpened}
                onTest={(id) => setTesting((before) => [...before, id])}
              />
            ) : null}
            <TestOutcomes items={items} testing={testing} />
          </>
        )}
      </Loaded>
      {opened?.what === 'add' ? <TargetDialog target={null} onClose={close} /> : null}
      {opened?.what === 'edit' && chosen ? <TargetDialog target={chosen} onClose={close} /> : null}
      {opened?.what === 'remove' && chosen ? <RemoveDialog target={chosen} onClose={close} /> : null}
      {(opened?.what === 'deliveries' || opened?.what === 'dead') && chosen ? (
        <DeliveriesDialog target={chosen} first={opened.what === 'dead' ? 'dead' : null} onClose={close} />
      ) : null}
    </SettingsSection>
  );
}

function TargetsTable({
  items,
  onOpen,
  onTest,
}: {
  items: readonly TargetRow[];
  onOpen: (opened: Opened) => void;
  onTest: (id: string) => void;
}) {
  return (
    <RegionTable
      label="Table of targets"
      className="mt-3"
      table="min-w-[760px] [&_td]:h-11 [&_td]:py-1"
      columns={[
        'Name',
        'Where',
        'State',
        { label: 'Waiting', numeric: true },
        { label: 'Dead letters', numeric: true },
        { label: 'Last taken', numeric: true },
        { label: 'Acts', hidden: true },
      ]}
    >
      {items.map((target) => (
        <TargetLine key={target.id} target={target} onOpen={onOpen} onTest={onTest} />
      ))}
    </RegionTable>
  );
}

function TargetLine({
  target,
  onOpen,
  onTest,
}: {
  target: TargetRow;
  onOpen: (opened: Opened) => void;
  onTest: (id: string) => void;
}) {
  const state = targetState(target, useNow());
  const { id, name, dead, waiting } = target;
  return (
    <tr className="border-b border-line">
      <td>
        <span className="block font-medium">
          <UntrustedText max={60}>{name}</UntrustedText>
        </span>
        <span className="block text-small text-ink-3">
          {KIND_WORDS[target.kind].label}
          {target.per_second ? `, at most ${count(target.per_second)} a second` : null}
        </span>
      </td>
      <td className="max-w-64">
        {target.url ? (
          <span className="block truncate">
            <UntrustedText mono max={120}>
              {target.url}
            </UntrustedText>
          </span>
        ) : (
          <span className="font-mono text-small text-ink-2">GET /api/v1/orders?after=</span>
        )}
        {target.key_from ? (
          <span className="block text-small text-ink-3">
            an account is {KEY_FROM_WORDS[target.key_from].label}
          </span>
        ) : null}
      </td>
      <td className="max-w-72">
        <span className="flex flex-wrap gap-1">
          <Tag tone={state.tone}>{state.word}</Tag>
          {target.test && state.word !== 'test mode' ? <Tag tone="info">test mode</Tag> : null}
        </span>
        {state.why ? <span className="block text-small text-ink-3">{state.why}</span> : null}
        {state.word === 'failing' && target.held_why ? (
          <span className="block text-small text-critical">
            <UntrustedText max={160}>{target.held_why}</UntrustedText>
          </span>
        ) : null}
      </td>
      <td className={NUMERIC}>{waiting > 0 ? count(waiting) : <span className="text-ink-3">none</span>}</td>
      <td className={NUMERIC}>
        {target.replaying ? (
          <span className="text-ink-2">sent again…</span>
        ) : dead > 0 ? (
          <Button
            look="ghost"
            aria-label={`${plural(dead, 'dead letter')} of ${name}`}
            onClick={() => onOpen({ what: 'dead', id })}
          >
            <span className="text-critical">{count(dead)}</span>
          </Button>
        ) : (
          <span className="text-ink-3">none</span>
        )}
      </td>
      <td className={NUMERIC}>{target.last_taken_at ? <Ago time={target.last_taken_at} /> : 'never'}</td>
      <td className={NUMERIC}>
        <Acts target={target} failing={state.word === 'failing'} onOpen={onOpen} onTest={onTest} />
      </td>
    </tr>
  );
}

function Acts({
  target,
  failing,
  onOpen,
  onTest,
}: {
  target: TargetRow;
  failing: boolean;
  onOpen: (opened: Opened) => void;
  onTest: (id: string) => void;
}) {
  const { id, name } = target;
  const test = useTestTarget();
  const pause = useTargetAct('pause');
  const resume = useTargetAct('resume');
  const failed = (what: string) => (error: Error) => toast.failed(what, error.message);
  const tryIt = () => {
    onTest(id);
    test.mutate(target, { onError: failed('The test was not sent.') });
  };
  const stop = () =>
    pause.mutate(target, {
      onSuccess: () => toast.done(`${name} is paused.`, 'Its orders are kept and wait.'),
      onError: failed('It was not paused.'),
    });
  const go = () =>
    resume.mutate(target, {
      onSuccess: () => toast.done(`${name} goes on.`, 'What waits is delivered at once.'),
      onError: failed('It still waits.'),
    });
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" square aria-label={`Acts on ${name}`}>
          <MoreHorizontal size={16} strokeWidth={1.6} aria-hidden="true" />
        </Button>
      }
    >
      <MenuItem onSelect={() => onOpen({ what: 'deliveries', id })}>Deliveries…</MenuItem>
      {target.kind === 'pull' ? null : <MenuItem onSelect={tryIt}>Send a test</MenuItem>}
      <MenuItem onSelect={() => onOpen({ what: 'edit', id })}>Change…</MenuItem>
      {target.paused_at ? (
        <MenuItem onSelect={go}>Resume</MenuItem>
      ) : (
        <>
          {failing ? <MenuItem onSelect={go}>Try again now</MenuItem> : null}
          <MenuItem onSelect={stop}>Pause</MenuItem>
        </>
      )}
      <MenuLine />
      <MenuItem danger onSelect={() => onOpen({ what: 'remove', id })}>
        Take away…
      </MenuItem>
    </Menu>
  );
}

/** What the tests of this visit came to. */
function TestOutcomes({ items, testing }: { items: readonly TargetRow[]; testing: readonly string[] }) {
  return items
    .filter(({ id }) => testing.includes(id))
    .map(({ id, name, tested_at, test_ok, test_said }) => (
      <Note
        key={id}
        kind={tested_at ? (test_ok ? 'good' : 'bad') : 'plain'}
        urgent
        className="mt-3 max-w-2xl"
      >
        <b>
          <UntrustedText max={60}>{name}</UntrustedText>
        </b>{' '}
        {tested_at ? (
          <>
            {test_ok ? 'took the test' : 'did not take the test'} of {moment(tested_at)}
            {test_said ? (
              <>
                : <UntrustedText max={300}>{test_said}</UntrustedText>
              </>
            ) : (
              '.'
            )}
          </>
        ) : (
          'is being tried. What it answers will stand here; a test orders nothing.'
        )}
      </Note>
    ));
}
