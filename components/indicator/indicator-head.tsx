'use client';

import { ScanEye } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useContext, useState } from 'react';
import { indicatorWord } from '@/components/account/words';
import { BatchLink } from '@/components/batch/batch-link';
import { PersonContext } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { Figures } from '@/components/ui/figures';
import { count, day, longDay } from '@/components/ui/format';
import { Kbd } from '@/components/ui/kbd';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { may } from '@/lib/model/access';
import type { IndicatorHead as Head } from '@/lib/model/console/indicator';
import { baseRate, baseRateSentence, confidenceWord } from './words';

const WatchDialog = dynamic(() => import('./watch-dialog').then((module) => module.WatchDialog), {
  ssr: false,
});

/** What a value is, how common it is, and who watches it. */
export function IndicatorHead({ head }: { head: Head }) {
  const person = useContext(PersonContext);
  const [watching, setWatching] = useState(false);
  const mayWatch = person ? may({ kind: 'person', ...person }, 'alert.triage') : false;
  useHotkeys({ w: () => setWatching(true) }, mayWatch && !watching);
  const { watch } = head;
  return (
    <header className="border-b px-5 pt-4 pb-4 max-sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 flex-1 basis-80 text-[18px] leading-7 font-semibold [overflow-wrap:anywhere]">
          <span className="font-normal text-ink-3">{indicatorWord(head.kind)} </span>
          <UntrustedText mono={head.kind !== 'scaffold'} max={240} className="text-[18px]!">
            {head.label || 'not kept'}
          </UntrustedText>
        </h1>
        {head.hub ? <Tag tone="hollow">hub</Tag> : null}
        {watch ? (
          <Tag tone="copper">
            <ScanEye strokeWidth={2} aria-hidden="true" />
            watched
          </Tag>
        ) : null}
        {head.reports > 0 ? <Tag tone="warn">reported by others</Tag> : null}
        <span className="ml-auto flex flex-wrap items-center justify-end gap-1.5">
          {head.accounts > 0 ? (
            <Button look="ghost" asChild>
              <Link href={`/accounts?indicator=${encodeURIComponent(head.name)}`}>Filter the accounts</Link>
            </Button>
          ) : null}
          {head.accounts > 0 ? <BatchLink scope={{ indicator: head.name }}>Ban accounts…</BatchLink> : null}
          {mayWatch ? (
            <Button look="line" onClick={() => setWatching(true)}>
              {watch ? 'Change watch…' : 'Watch…'} <Kbd>W</Kbd>
            </Button>
          ) : null}
        </span>
      </div>
      <p className="mt-1 text-lead text-pretty text-ink-2">
        <Figures>{baseRateSentence(head)}</Figures>
      </p>
      <dl className="mt-2.5 flex flex-wrap gap-x-7 gap-y-2 leading-[18px]">
        <Fact name="Base rate">{baseRate(head)}</Fact>
        <Fact name="Exchanges">
          {head.exchanges > 0 ? count(head.exchanges) : head.accounts > 0 ? 'by records alone' : 'none'}
        </Fact>
        <Fact name="First shown">{head.first_seen ? <Moment time={head.first_seen} /> : 'not yet'}</Fact>
        <Fact name="Last shown">{head.last_seen ? <Moment time={head.last_seen} /> : 'not yet'}</Fact>
        {watch ? (
          <>
            <Fact name="Watched by">
              <UntrustedText max={60}>{watch.by}</UntrustedText> since {day(watch.at)}
              {watch.expires_at ? `, until ${day(watch.expires_at)}` : ''}
            </Fact>
            <Fact name="Why">
              <UntrustedText max={300}>{watch.note}</UntrustedText>
            </Fact>
          </>
        ) : null}
      </dl>
      {head.known ? null : (
        <Note className="mt-3 max-w-[70ch]">
          <b>Nobody has shown this value, and nobody has reported it.</b> It can be watched all the same: the
          first account that shows it will be a hit.
        </Note>
      )}
      {head.reported.map((report) => (
        <Note key={report.source} kind="warn" className="mt-3 max-w-[90ch]">
          <b>
            <UntrustedText max={60}>{report.source || 'Another provider'}</UntrustedText> reported it
          </b>{' '}
          on {longDay(report.received_at)}
          {report.confidence === null ? '' : `, ${confidenceWord(report.confidence)} sure`}
          {report.valid_until ? `, valid until ${longDay(report.valid_until)}` : ''}
          {report.note ? (
            <>
              : “<UntrustedText max={400}>{report.note}</UntrustedText>”
            </>
          ) : (
            '.'
          )}{' '}
          {head.accounts > 0 ? '' : 'It has hit no account here.'}
        </Note>
      ))}
      {watching ? <WatchDialog indicator={head} onClose={() => setWatching(false)} /> : null}
    </header>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-ink-3">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
