import { CampaignStatusTag } from '@/components/campaign/status-tag';
import { Empty } from '@/components/ui/empty';
import { count, percent, score } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Note } from '@/components/ui/note';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { MembershipRow } from '@/lib/model/console/account';

/** The campaigns an account is or was in, those that stand first, each with why. */
export function MembershipList({ memberships }: { memberships: readonly MembershipRow[] }) {
  if (memberships.length === 0) {
    return (
      <Empty title="This account is in no campaign">
        No detection run found it working with others. The indicators tab says whom it shares values with.
      </Empty>
    );
  }
  return (
    <ul className="px-5 py-4 max-sm:px-3">
      {memberships.map((row) => (
        <li key={row.id} className="border-b border-line py-3 first:pt-0 last:border-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-head font-semibold">
              <Link
                href={`/campaigns/${encodeURIComponent(row.id)}`}
                className="hover:text-accent hover:underline"
              >
                <UntrustedText max={80}>{row.title}</UntrustedText>
              </Link>
            </h2>
            <CampaignStatusTag status={row.status} />
            {row.current ? null : <span className="text-small text-ink-3">not seen in the last run</span>}
          </div>
          <p className="mt-0.5 text-ink-2">
            A <UntrustedText max={40}>{row.role}</UntrustedText> with membership{' '}
            <b className="font-medium text-ink">{score(row.membership)}</b>;{' '}
            <b className="font-medium text-ink">{percent(row.harvest_share)}</b> of its {count(row.exchanges)}{' '}
            exchanges are harvest. The campaign has {count(row.accounts)} accounts and scores{' '}
            {score(row.score)}. Member since <Moment time={row.joined_at} />, recommended step:{' '}
            {row.recommended_action}.
          </p>
          {row.reasons.length > 0 ? (
            <ul className="mt-1.5 list-disc pl-5 text-ink-2">
              {row.reasons.map((reason) => (
                <li key={reason}>
                  <UntrustedText max={300}>{reason}</UntrustedText>
                </li>
              ))}
            </ul>
          ) : null}
          {row.looks_innocent ? (
            <Note className="mt-2 max-w-2xl">
              <b>It may be innocent.</b> <UntrustedText max={300}>{row.looks_innocent}</UntrustedText>
            </Note>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
