'use client';

import { RegionTable } from '@/components/tables/region-table';
import { count } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { SourceItem } from '@/lib/model/console/source';
import { blindTo, endpointOf, TARGET_WORDS } from './source-words';

/** Where a source sends to, what came, and what it cannot say: which is what detection is blind to in its traffic. */
export function SourceAbout({ source }: { source: SourceItem }) {
  const endpoint = endpointOf(source);
  return (
    <div className="max-w-4xl">
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1 [&_dt]:text-ink-3">
        <dt>Endpoint</dt>
        <dd>
          <UntrustedText mono>{`POST ${endpoint}`}</UntrustedText>
        </dd>
        <dt>Key</dt>
        <dd>
          One with the scope ingest, that may be bound to this source:{' '}
          <Link href="/settings#keys" className="underline underline-offset-2">
            API keys
          </Link>
        </dd>
        <dt>File</dt>
        <dd>
          <UntrustedText mono>{`retort ingest --format ${source.name} FILE`}</UntrustedText>
        </dd>
        <dt>Came</dt>
        <dd>
          {count(source.bodies)} bodies: {count(source.accepted)} records taken in, {count(source.duplicates)}{' '}
          known already, {count(source.rejected)} rejected
          {source.newest_at ? (
            <>
              ; the newest exchange is of <Moment time={source.newest_at} />
            </>
          ) : null}
        </dd>
      </dl>
      {source.lacks.length === 0 ? (
        <p className="mt-4 text-ink-2">
          {source.format === 'accounts'
            ? 'Facts of accounts, joined to their exchanges whenever they come. Addresses and numbers are hashed before they are kept.'
            : 'It can say all that detection goes by.'}
        </p>
      ) : (
        <RegionTable
          label="What it cannot say"
          className="mt-4"
          table="min-w-[560px] [&_td]:py-1.5 [&_td]:align-top"
          columns={['It does not say', 'Why', 'So this is not seen in its traffic']}
        >
          {source.lacks.map(({ targets, why }) => (
            <tr key={targets.join()} className="border-b border-line">
              <td>{targets.map((target) => TARGET_WORDS[target]).join(', ')}</td>
              <td className="text-pretty text-ink-2">{why}</td>
              <td>{blindTo(targets).join(', ') || 'nothing that is looked for'}</td>
            </tr>
          ))}
        </RegionTable>
      )}
    </div>
  );
}
