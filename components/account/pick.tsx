'use client';

import { ArrowRightLeft } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { parseAsNativeArrayOf, parseAsString, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { BatchLink } from '@/components/batch/batch-link';
import type { Column } from '@/components/tables/data-table';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Link } from '@/components/ui/link';
import { useHotkeys } from '@/components/ui/use-hotkeys';

/** As many as a comparison holds. */
const MOST = 5;

/** Accounts marked in a list, held in the address, and the column in which they are marked. */
export function usePick<Row extends { id: string }>(columns: readonly Column<Row>[], rows: readonly Row[]) {
  const [picked, setPicked] = useQueryState('pick', parseAsNativeArrayOf(parseAsString));
  const router = useRouter();
  const toggle = useCallback(
    (id: string) =>
      void setPicked((was) =>
        was.includes(id) ? was.filter((one) => one !== id) : [...was, id].slice(-MOST),
      ),
    [setPicked],
  );
  const withPick = useMemo(
    (): Column<Row>[] => [
      {
        id: 'pick',
        header: <span className="sr-only">Marked</span>,
        width: '18px',
        cell: (row) => (
          <label title="Mark for a comparison (X)" className="relative z-10 -m-[5px] flex p-[5px]">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={`Mark ${row.id} for a comparison`}
              checked={picked.includes(row.id)}
              onChange={() => toggle(row.id)}
              className="size-3.5"
            />
          </label>
        ),
      },
      ...columns,
    ],
    [columns, picked, toggle],
  );
  useHotkeys({
    x: () => {
      const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
      const id = row === undefined ? undefined : rows[Number(row)]?.id;
      if (id !== undefined) toggle(id);
    },
    v: () => {
      if (picked.length > 1) router.push(compareHref(picked));
    },
  });
  return { columns: withPick, picked, clear: () => void setPicked(null) };
}

export function compareHref(ids: readonly string[]): string {
  return `/accounts/compare?${ids.map((id) => `id=${encodeURIComponent(id)}`).join('&')}`;
}

/** What can be done with the marked accounts, under the list; nothing while none is marked. */
export function PickBar({ picked, onClear }: { picked: readonly string[]; onClear: () => void }) {
  if (picked.length === 0) return null;
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-t bg-ground px-5 max-sm:px-3">
      <span role="status">
        <b className="font-medium">{picked.length}</b>{' '}
        {picked.length === MOST ? 'marked, as many as stand side by side' : 'marked'}
      </span>
      <span className="ml-auto" />
      <Button look="ghost" onClick={onClear}>
        Clear
      </Button>
      <BatchLink scope={{ ids: [...picked] }} look="ghost">
        Ban {picked.length === 1 ? 'it' : `these ${picked.length}`}…
      </BatchLink>
      {picked.length > 1 ? (
        <Button look="plain" asChild>
          <Link href={compareHref(picked)}>
            <ArrowRightLeft size={15} strokeWidth={1.6} aria-hidden="true" />
            Compare <Kbd>V</Kbd>
          </Link>
        </Button>
      ) : (
        <span className="text-small text-ink-3">Mark another to compare: X on its row</span>
      )}
    </div>
  );
}
