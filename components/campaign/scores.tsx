import { ArrowRight } from 'lucide-react';
import { ScoreFigure } from '@/components/charts/score-bar';
import { Button } from '@/components/ui/button';
import { count, percent, plural, score, weight } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import type { Evidence } from '@/lib/model/campaign';
import type { CampaignHeader } from '@/lib/model/console/campaign';
import { ACTION_WORDS, reachOf } from './action-words';

interface ScoresProps {
  campaign: CampaignHeader;
  evidence: readonly Evidence[] | undefined;
}

/** The three scores, each with what it rests on, and the step recommended next. */
export function Scores({ campaign, evidence }: ScoresProps) {
  return (
    <div className="grid grid-cols-[1fr_1fr_1fr_340px] gap-x-10 gap-y-5 border-b px-5 pt-5 pb-[22px] max-xl:grid-cols-3 max-md:grid-cols-1 max-sm:px-3 print:grid-cols-3!">
      <ScoreFigure name="Campaign" value={campaign.score} marks={Object.values(campaign.steps)}>
        Coordination times extraction: a campaign needs both. Marks:{' '}
        {Object.entries(campaign.steps)
          .map(([action, at]) => `${action} ${score(at)}`)
          .join(', ')}
        .
      </ScoreFigure>
      <ScoreFigure name="Coordination" value={campaign.coordination}>
        Are they one operation? {restsOn(evidence, 'coordination')}
      </ScoreFigure>
      <ScoreFigure name="Extraction" value={campaign.extraction}>
        Does it harvest? {restsOn(evidence, 'extraction')} {count(campaign.harvest_exchanges)} exchanges (
        {percent(campaign.harvest_exchanges / Math.max(1, campaign.exchanges))}) look like training material.
      </ScoreFigure>
      <Recommended campaign={campaign} />
    </div>
  );
}

function restsOn(evidence: readonly Evidence[] | undefined, about: Evidence['about']): string {
  if (!evidence) return '';
  const items = evidence.filter((item) => item.about === about);
  if (items.length === 0) return 'No signal speaks to this yet.';
  const against = items.filter((item) => item.log_odds < 0).length;
  const strongest = Math.max(...items.map((item) => item.log_odds));
  const most = strongest > 0 ? `; the strongest weighs ${weight(strongest)}` : '';
  return `Rests on ${plural(items.length - against, 'signal')} for and ${against} against${most}.`;
}

function Recommended({ campaign }: { campaign: CampaignHeader }) {
  const accounts = `/campaigns/${encodeURIComponent(campaign.id)}/accounts`;
  const words = reachOf({
    recommended_action: campaign.recommended_action,
    account_count: campaign.accounts,
    active_accounts: campaign.active_accounts,
    innocent_accounts: campaign.innocent_accounts,
  });
  const settled = campaign.status === 'dismissed' || campaign.status === 'closed';
  return (
    <section aria-label="Recommended next">
      <h2 className="flex items-center gap-2 font-normal text-ink-2">
        <ArrowRight size={16} strokeWidth={1.6} aria-hidden="true" />
        Recommended next
      </h2>
      <p className="text-[18px] leading-[30px] font-semibold tracking-[-0.015em]">
        {settled ? 'Nothing: the case is settled' : ACTION_WORDS[campaign.recommended_action]}
      </p>
      <p className="mt-0.5 mb-2.5 text-small text-pretty text-ink-2">
        {words}
        {campaign.banned_accounts > 0 ? ` ${count(campaign.banned_accounts)} are banned already.` : ''}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look={campaign.status === 'confirmed' ? 'primary' : 'plain'} asChild>
          <Link href={`${accounts}?status=active`}>See whom it reaches</Link>
        </Button>
        {campaign.innocent_accounts > 0 ? (
          <Button look="line" asChild>
            <Link href={`${accounts}?innocent=1`}>{count(campaign.innocent_accounts)} look innocent</Link>
          </Button>
        ) : null}
      </div>
    </section>
  );
}
