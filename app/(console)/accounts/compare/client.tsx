'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { AddAccount } from '@/components/account/compare/add-account';
import { PageFrame } from '@/components/frame/page-frame';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Failure } from '@/components/ui/failure';
import { plural } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { RowSkeleton } from '@/components/ui/skeleton';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useCompare } from '@/lib/queries/use-compare';
import { compareFilterOf, compareParams, MOST } from './search-params';

const Comparison = dynamic(
  () => import('@/components/account/compare/comparison').then((module) => module.Comparison),
  { loading: () => <RowSkeleton rows={12} columns={[160, 160, 160]} /> },
);

export function CompareClient() {
  const [params, setParams] = useQueryStates(compareParams, { history: 'replace' });
  const { data, error, refetch, isPlaceholderData } = useCompare(compareFilterOf(params));
  const ids = [...new Set(params.id)].slice(0, MOST);
  const show = (next: readonly string[]) => void setParams({ id: [...new Set(next)].slice(0, MOST) });
  const accounts = data?.accounts ?? [];
  return (
    <PageFrame crumbs={[{ label: 'Accounts', href: '/accounts' }, { label: 'Compare' }]}>
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-b px-5 py-2 max-sm:px-3">
        <h1 className="mr-2 text-head font-semibold">
          {accounts.length > 1 ? `${plural(accounts.length, 'account')} side by side` : 'Compare accounts'}
        </h1>
        <AddAccount
          suggested={data?.suggested ?? []}
          room={MOST - ids.length}
          onAdd={(more) => show([...ids, ...more])}
        />
      </div>
      {data && data.missing.length > 0 ? (
        <Note kind="warn" urgent className="mx-5 mt-3 max-sm:mx-3">
          <b>No account has the id </b>
          {data.missing.map((id, index) => (
            <span key={id}>
              {index > 0 ? ', ' : ''}
              <UntrustedText mono max={60}>
                {id}
              </UntrustedText>
            </span>
          ))}
          . Ids are compared as a whole.{' '}
          <button
            type="button"
            className="font-medium text-ink underline"
            onClick={() => show(ids.filter((id) => !data.missing.includes(id)))}
          >
            Take {data.missing.length === 1 ? 'it' : 'them'} away
          </button>
        </Note>
      ) : null}
      {error && !data ? (
        <Failure what="The comparison could not be loaded" error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <RowSkeleton rows={12} columns={[160, 160, 160]} />
      ) : accounts.length === 0 ? (
        <Empty
          title="No account is chosen yet"
          action={
            <Button asChild>
              <Link href="/accounts">Choose in the list of accounts</Link>
            </Button>
          }
        >
          Mark two to five rows in the list and press V, or paste their ids above. Their traffic then stands
          under one time axis, with what they share and what sets each apart.
        </Empty>
      ) : (
        <Comparison
          compared={data}
          range={params.range}
          stale={isPlaceholderData}
          onRange={(range) => void setParams({ range })}
          onRemove={(id) => show(ids.filter((one) => one !== id))}
        />
      )}
    </PageFrame>
  );
}
