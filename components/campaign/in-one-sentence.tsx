import { soughtMost } from '@/components/charts/capability';
import { count, longDay, percent, plural } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignHeader } from '@/lib/model/console/campaign';

const DAY = 24 * 3_600_000;
const LATER_DAYS = 2;

/** What the campaign is, in one sentence: how many, what they collect, from which models, how much, since when. */
export function InOneSentence({ campaign }: { campaign: CampaignHeader }) {
  const sought = soughtMost(campaign.capabilities);
  const days = Math.max(
    1,
    Math.round((Date.parse(campaign.last_seen) - Date.parse(campaign.first_seen)) / DAY),
  );
  const each = campaign.exchanges / Math.max(1, campaign.accounts) / days;
  const [first, ...others] = [...campaign.models].sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
  const later = others
    .filter((model) => first && Date.parse(model.since) - Date.parse(first.since) > LATER_DAYS * DAY)
    .at(-1);
  const together = campaign.coordination >= 0.5 ? 'work as one operation that' : 'look related and';
  return (
    <p className="mt-1 max-w-[980px] flex-1 basis-80 text-lead text-pretty text-ink-2 [&_b]:font-medium [&_b]:text-ink">
      {plural(campaign.accounts, 'account')} {together}{' '}
      {sought.length > 0 ? (
        <>
          {campaign.coordination >= 0.5 ? 'collects' : 'collect'} <b>{sought[0]}</b>
          {sought[1] ? (
            <>
              {' '}
              and <b>{sought[1]}</b>
            </>
          ) : null}
        </>
      ) : (
        <>{campaign.coordination >= 0.5 ? 'sends' : 'send'} ordinary traffic</>
      )}
      {first ? (
        <>
          {' '}
          from <UntrustedText max={40}>{first.name}</UntrustedText>
        </>
      ) : null}
      {later ? (
        <>
          {' '}
          and, since {longDay(later.since)}, <UntrustedText max={40}>{later.name}</UntrustedText>
        </>
      ) : null}
      : <b>{plural(campaign.exchanges, 'exchange')}</b> in {plural(days, 'day')},{' '}
      {each >= 1
        ? `${count(Math.round(each))}\u00a0per account and day`
        : 'less than one per account and day'}
      {campaign.exchanges > 0 ? (
        <>, {percent(campaign.harvest_exchanges / campaign.exchanges)} of them harvest</>
      ) : null}
      .
    </p>
  );
}
