'use client';

import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Figures } from '@/components/ui/figures';
import { count } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { Moment } from '@/components/ui/time';
import type { StorageDetail, StorageOut } from '@/lib/model/console/storage';
import { useStorage } from '@/lib/queries/use-storage';
import { Loaded } from './loaded';
import { SettingsSection } from './section';
import { GROUP_WORDS, isFilling, keptSentence, roomSentence, roomText } from './storage-words';

const DAYS_SHOWN = 14;

/** How much room the database takes, of what, and how long the disk will do. */
export function StorageSection() {
  const storage = useStorage();
  return (
    <SettingsSection
      id="storage"
      title="Storage"
      what="What the database takes and how fast it grows. How long exchanges are kept is one of the rules above."
    >
      <Loaded query={storage} failed="The room could not be looked up">
        {(data) =>
          data.detail ? (
            <Room storage={data} detail={data.detail} />
          ) : (
            <p className="mt-3 text-ink-2">
              Nothing is measured yet: the worker does it when it starts and every ten minutes.
            </p>
          )
        }
      </Loaded>
    </SettingsSection>
  );
}

function Room({ storage, detail }: { storage: StorageOut; detail: StorageDetail }) {
  const sentence = roomSentence(storage);
  return (
    <>
      {isFilling(storage) ? (
        <Note kind="warn" className="mt-3 max-w-2xl">
          {sentence}
        </Note>
      ) : (
        <p className="mt-3 max-w-[72ch] text-pretty">
          <Figures>{sentence}</Figures>
        </p>
      )}
      <p className="max-w-[72ch] text-pretty text-ink-2">
        <Figures>{keptSentence(storage)}</Figures>
        {storage.bytes_per_exchange === null ? null : (
          <> One exchange takes {count(storage.bytes_per_exchange)} bytes with its part of the counts.</>
        )}
        {storage.measured_at ? (
          <span className="text-ink-3">
            {' '}
            Measured at <Moment time={storage.measured_at} />.
          </span>
        ) : null}
      </p>
      <div className="mt-3 grid max-w-5xl gap-x-10 gap-y-4 lg:grid-cols-2">
        <Groups detail={detail} />
        <Days detail={detail} />
      </div>
    </>
  );
}

function Groups({ detail }: { detail: StorageDetail }) {
  const most = Math.max(1, ...detail.groups.map(({ rows, indexes }) => rows + indexes));
  return (
    <RegionTable
      label="Room by group of tables"
      table="min-w-[420px]"
      columns={[
        'Of what',
        { label: 'Rows', numeric: true },
        { label: 'Indexes', numeric: true },
        { label: 'Share', className: 'w-28', hidden: true },
      ]}
    >
      {detail.groups.map(({ group, rows, indexes }) => (
        <tr key={group} className="border-b border-line">
          <td>
            {GROUP_WORDS[group]}
            {group === 'exchanges' && detail.text > 0 ? (
              <span className="text-ink-3">, {roomText(detail.text)} of it text</span>
            ) : null}
          </td>
          <td className={NUMERIC}>{roomText(rows)}</td>
          <td className={NUMERIC}>{roomText(indexes)}</td>
          <td aria-hidden="true">
            <span className="flex h-2 rounded-[1px]">
              <i className="bg-ink-2" style={{ width: `${(rows / most) * 100}%` }} />
              <i className="bg-ink-3 opacity-50" style={{ width: `${(indexes / most) * 100}%` }} />
            </span>
          </td>
        </tr>
      ))}
    </RegionTable>
  );
}

function Days({ detail }: { detail: StorageDetail }) {
  const shown = detail.days.slice(0, DAYS_SHOWN);
  const more = detail.days.length - shown.length;
  if (shown.length === 0) return null;
  return (
    <RegionTable
      label="Exchanges by day"
      table="min-w-[320px]"
      columns={['Day (UTC)', { label: 'Exchanges, about', numeric: true }, { label: 'Room', numeric: true }]}
      foot={more > 0 ? <p className="mt-1.5 text-small text-ink-3">And {count(more)} earlier days.</p> : null}
    >
      {shown.map(({ day, exchanges, rows, indexes }) => (
        <tr key={day} className="border-b border-line">
          <td className="tabular-nums">{day}</td>
          <td className={NUMERIC}>{count(exchanges)}</td>
          <td className={NUMERIC}>{roomText(rows + indexes)}</td>
        </tr>
      ))}
    </RegionTable>
  );
}
