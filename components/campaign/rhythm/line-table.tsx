'use client';

import { PlainTable } from '@/components/tables/plain-table';
import { count, duration, moment } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { RhythmLine, RhythmPicture } from '@/lib/model/console/rhythm';
import { poolName } from './scene';

const MOST_ROWS = 500;

/** The lines of the raster as a table, in the same order. */
export function LineTable({ picture, lines }: { picture: RhythmPicture; lines: readonly RhythmLine[] }) {
  const shown = lines.slice(0, MOST_ROWS);
  return (
    <>
      <PlainTable
        label="Lines of the raster"
        columns={[
          { label: 'Account' },
          ...(picture.pools.length > 1 ? [{ label: 'Pool' }] : []),
          { label: 'Status' },
          { label: 'Banned' },
          { label: 'Sessions', numeric: true },
          { label: 'Exchanges', numeric: true },
          { label: 'Between sessions', numeric: true },
          { label: 'Spread', numeric: true },
        ]}
        rows={shown.map((line) => ({
          key: line.id,
          cells: [
            <Link
              key="id"
              href={`/accounts/${encodeURIComponent(line.id)}`}
              prefetch={false}
              className="hover:underline"
            >
              <UntrustedText mono max={40}>
                {line.id}
              </UntrustedText>
            </Link>,
            ...(picture.pools.length > 1 ? [poolName(line.pool)] : []),
            line.status,
            line.banned_at ? moment(line.banned_at) : '–',
            count(line.marks),
            count(line.exchanges),
            line.turn === null ? '–' : duration(line.turn * 1_000),
            line.turn_spread === null ? '–' : duration(line.turn_spread * 1_000),
          ],
        }))}
      />
      {lines.length > shown.length ? (
        <p className="py-2 text-small text-ink-3">
          The first {count(shown.length)} of {count(lines.length)} lines on this page.
        </p>
      ) : null}
    </>
  );
}
