'use client';

import { ChevronRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type AskedScope, filterWords, scopeHref } from '@/components/batch/scope';
import { Steps } from '@/components/batch/steps';
import { Foot } from '@/components/batch/wizard/foot';
import { PageFrame } from '@/components/frame/page-frame';
import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { plural } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { may } from '@/lib/model/access';
import { useAccounts } from '@/lib/queries/use-accounts';
import { useDraftBatch } from '@/lib/queries/use-batches';
import { useCampaignHeader } from '@/lib/queries/use-campaign';
import { useIndicator } from '@/lib/queries/use-indicators';
import { useMembers } from '@/lib/queries/use-members';

export function NewBatchClient({ scope, kind }: { scope: AskedScope | null; kind: string }) {
  return (
    <PageFrame crumbs={[{ label: 'Batches', href: '/batches' }, { label: 'New batch' }]}>
      {scope === null ? (
        <>
          <h1 className="sr-only">New batch</h1>
          <Empty
            title="No accounts were chosen"
            action={
              <Button asChild>
                <Link href="/campaigns">See the campaigns</Link>
              </Button>
            }
          >
            A batch begins where accounts are: at a campaign, at its list of accounts, at a filter of all
            accounts, or at a value that they share.
          </Empty>
        </>
      ) : (
        <ScopeStep scope={scope} kind={kind} />
      )}
    </PageFrame>
  );
}

/** What is about to be frozen, in words and as a number, and where to choose differently. */
function ScopeStep({ scope, kind }: { scope: AskedScope; kind: string }) {
  const draft = useDraftBatch();
  const router = useRouter();
  const person = usePerson();
  const allowed = may({ kind: 'person', ...person }, 'batch.request');
  const freeze = () =>
    draft.mutate(scope, {
      onSuccess: ({ id }) =>
        router.replace(`/batches/${encodeURIComponent(id)}?kind=${encodeURIComponent(kind)}`),
    });
  return (
    <>
      <Steps now="scope" second={false} />
      <div className="max-w-[720px] px-5 pt-5 pb-7 max-sm:px-3">
        <h1 className="text-title font-semibold">Who is meant</h1>
        <p className="mt-0.5 text-lead text-pretty text-ink-2">
          <Meant scope={scope} />
        </p>
        <p className="mt-3 max-w-[64ch] text-pretty text-ink-2">
          The next step writes down who that is at this moment. From then on neither the filter nor the
          campaign decides who is in it: accounts that join later are not touched, and you see whom it hits
          before anything is sent.
        </p>
        {allowed ? null : (
          <Note kind="info" className="mt-4">
            <b>You may look only.</b> Viewers cannot ask for a batch.
          </Note>
        )}
        {draft.error ? (
          <div className="mt-4">
            <Note kind="bad" urgent>
              <b>Nothing was frozen.</b> {draft.error.message}
            </Note>
          </div>
        ) : null}
      </div>
      <Foot
        start={
          <Button look="ghost" asChild className="-ml-[7px]">
            <Link href={scopeHref(scope)}>Change scope</Link>
          </Button>
        }
        hint="Nothing is sent from this step."
      >
        <Button look="primary" autoFocus disabled={!allowed || draft.isPending} onClick={freeze}>
          {draft.isPending ? 'Freezing…' : 'Freeze and see whom it hits'}
          <ChevronRight size={15} strokeWidth={1.8} aria-hidden="true" />
        </Button>
      </Foot>
    </>
  );
}

function Meant({ scope }: { scope: AskedScope }) {
  const less = scope.exclude?.length ? (
    <>, less {plural(scope.exclude.length, 'account')} excluded by hand</>
  ) : null;
  if ('campaign_id' in scope) return <Members scope={scope} less={less} />;
  if ('indicator' in scope) return <Showing name={scope.indicator} less={less} />;
  if ('ids' in scope)
    return (
      <>
        {plural(scope.ids.length, 'account')} that you marked{less}.
      </>
    );
  return <Filtered filter={scope.filter} less={less} />;
}

function Members({
  scope,
  less,
}: {
  scope: Extract<AskedScope, { campaign_id: string }>;
  less: React.ReactNode;
}) {
  const campaign = useCampaignHeader(scope.campaign_id);
  const members = useMembers(scope.campaign_id, { ...scope.filter });
  const total = members.data?.pages[0]?.total;
  const words = filterWords(scope.filter);
  return (
    <>
      {total === null || total === undefined ? 'The accounts' : plural(total, 'account')} of{' '}
      <b className="font-medium text-ink">
        <UntrustedText max={60}>{campaign.data?.title ?? scope.campaign_id}</UntrustedText>
      </b>
      {words ? (
        <>
          {' with '}
          <UntrustedText max={300}>{words}</UntrustedText>
        </>
      ) : null}
      {less}.
    </>
  );
}

function Filtered({ filter, less }: { filter: object; less: React.ReactNode }) {
  const { data } = useAccounts({ ...filter });
  const first = data?.pages[0];
  return (
    <>
      {first?.total
        ? `${first.total_is_least ? 'Over ' : ''}${plural(first.total, 'account')}`
        : 'The accounts'}{' '}
      with{' '}
      <b className="font-medium text-ink">
        <UntrustedText max={300}>{filterWords(filter)}</UntrustedText>
      </b>
      {less}.
    </>
  );
}

function Showing({ name, less }: { name: string; less: React.ReactNode }) {
  const { data } = useIndicator(name);
  return (
    <>
      {data ? plural(data.accounts, 'account') : 'The accounts'} that{' '}
      {data?.accounts === 1 ? 'shows' : 'show'}{' '}
      <b className="font-medium text-ink">
        <UntrustedText mono max={80}>
          {data?.label || name}
        </UntrustedText>
      </b>
      {less}.
    </>
  );
}
