import { count, moment, plural, spelled } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchWhole } from '@/lib/model/batch';
import { Fact } from './fact';
import { scopeWords } from './scope';
import { BatchStatusTag } from './status-tag';
import { POLICY_WORDS, scheduleWords } from './words';

/**
 * Who asked for a batch, who agreed, why, under which rule and when, over which scope, and what came of its orders. `scope` false where
 * that stands by itself.
 */
export function BatchFacts({ batch, scope = true }: { batch: BatchWhole; scope?: boolean }) {
  return (
    <dl className="grid grid-cols-2 gap-x-7 gap-y-2.5 max-sm:grid-cols-1">
      <Fact wide name="Reason">
        {batch.reason ? <UntrustedText max={2_000}>{batch.reason}</UntrustedText> : 'none given'}
      </Fact>
      <Fact name="Policy">{batch.policy ? POLICY_WORDS[batch.policy].label : '–'}</Fact>
      <Fact name="When">{scheduleWords(batch.schedule, moment)}</Fact>
      <Fact name="Asked by">
        <UntrustedText max={60}>{batch.requested_by.name}</UntrustedText>
        {batch.requested_by.kind === 'key' ? ' (API key)' : ''},{' '}
        <Moment time={batch.requested_at ?? batch.drafted_at} />
      </Fact>
      <Fact name="Second person">
        {batch.approved ? (
          <>
            <UntrustedText max={60}>{batch.approved.name}</UntrustedText> agreed,{' '}
            <Moment time={batch.approved.at} />
          </>
        ) : batch.declined ? (
          <>
            <UntrustedText max={60}>{batch.declined.name}</UntrustedText> declined,{' '}
            <Moment time={batch.declined.at} />
          </>
        ) : batch.approval_needed ? (
          'needed'
        ) : (
          'not needed'
        )}
      </Fact>
      {batch.declined ? (
        <Fact wide name="Declined because">
          <UntrustedText max={2_000}>{batch.declined.reason}</UntrustedText>
        </Fact>
      ) : null}
      {batch.approval_needed ? (
        <Fact wide name="Why a second person">
          {batch.approval_needed.join(' ')}
        </Fact>
      ) : null}
      {scope ? (
        <Fact wide name={`Scope, frozen ${moment(batch.cutoff)} UTC`}>
          <UntrustedText max={400}>{spelled(scopeWords(batch.scope))}</UntrustedText>
          {batch.campaign ? (
            <>
              {' of '}
              <Link
                href={`/campaigns/${encodeURIComponent(batch.campaign.id)}`}
                className="rounded-sm underline decoration-line-strong underline-offset-3 hover:text-accent"
              >
                <UntrustedText max={60}>{batch.campaign.title}</UntrustedText>
              </Link>
            </>
          ) : null}
          {batch.reverses ? (
            <>
              :{' '}
              <Link
                href={`/batches/${encodeURIComponent(batch.reverses)}`}
                className="rounded-sm text-accent hover:underline"
              >
                what it takes back
              </Link>
            </>
          ) : null}
        </Fact>
      ) : null}
      {batch.orders.length > 0 ? (
        <Fact wide name="Orders to the provider">
          {batch.orders.map(({ value, accounts }) => `${count(accounts)} ${value}`).join(', ')}
        </Fact>
      ) : null}
      {batch.paused ? <Deed what="Paused" deed={batch.paused} /> : null}
      {batch.cancelled ? <Deed what="Cancelled" deed={batch.cancelled} /> : null}
      {batch.finished_at ? (
        <Fact name="Ended">
          <Moment time={batch.finished_at} />
        </Fact>
      ) : null}
      {batch.reversals.length > 0 ? (
        <Fact wide name={`Reversed for ${plural(batch.reversed, 'account')}`}>
          <ul>
            {batch.reversals.map((reversal) => (
              <li key={reversal.id} className="flex items-center gap-2 py-0.5">
                <Link
                  href={`/batches/${encodeURIComponent(reversal.id)}`}
                  className="rounded-sm text-accent hover:underline"
                >
                  {plural(reversal.total, 'account')}, <Moment time={reversal.at} />
                </Link>
                <BatchStatusTag status={reversal.status} />
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
    </dl>
  );
}

function Deed({ what, deed }: { what: string; deed: { name: string; at: string } }) {
  return (
    <Fact name={what}>
      <UntrustedText max={60}>{deed.name}</UntrustedText>, <Moment time={deed.at} />
    </Fact>
  );
}
