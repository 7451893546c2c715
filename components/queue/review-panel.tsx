'use client';

import { ArrowLeft, Lock, LockOpen } from 'lucide-react';
import { ACTION_WORDS, reachOf } from '@/components/campaign/action-words';
import { CampaignStatusTag } from '@/components/campaign/status-tag';
import { AreaChart, areaRows } from '@/components/charts/area-chart';
import { ChartFrame } from '@/components/charts/chart-frame';
import { WeightBar } from '@/components/charts/weight-bar';
import { usePerson } from '@/components/frame/person';
import { Avatar } from '@/components/ui/avatar';
import { count, moment, plural, score } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { Tag } from '@/components/ui/tag';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { AlertReview } from '@/lib/model/console/alert';
import { leftOut, trafficFinding } from './traffic';
import { happened, kindWords } from './words';

const FOR_SHOWN = 3;

interface ReviewPanelProps {
  review: AlertReview;
  busy: boolean;
  mayTriage: boolean;
  onClaim: () => void;
  onRelease: () => void;
  /** Back to the list, where both do not fit. */
  onBack: () => void;
}

/** One alert on one screen: who has it, what happened, what it rests on, what to do. */
export function ReviewPanel({ review, busy, mayTriage, onClaim, onRelease, onBack }: ReviewPanelProps) {
  const speakFor = review.evidence.filter((item) => item.log_odds >= 0);
  const against = review.evidence.filter((item) => item.log_odds < 0);
  const strongest = [...against].sort((a, b) => a.log_odds - b.log_odds).slice(0, 1);
  const shown = [...speakFor.slice(0, FOR_SHOWN), ...strongest];
  const rest = leftOut(review.evidence, shown);
  const scale = {
    for: Math.max(1, ...shown.map((item) => item.log_odds)),
    against: Math.max(0.6, ...shown.map((item) => -item.log_odds)),
  };
  return (
    <>
      <Holder
        review={review}
        busy={busy}
        mayTriage={mayTriage}
        onClaim={onClaim}
        onRelease={onRelease}
        onBack={onBack}
      />
      <div className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-5 pt-3.5 pb-3 max-sm:px-3">
        <div>
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="text-[16px] leading-6 font-semibold">
              <UntrustedText max={60}>{review.campaign.title}</UntrustedText>
            </h2>
            <Tag>{kindWords(review.kind)}</Tag>
            {review.campaign.status === 'suspected' ? null : (
              <CampaignStatusTag status={review.campaign.status} />
            )}
            <span className="ml-auto font-mono text-small text-ink-3">{review.campaign.id}</span>
          </div>
          <p className="mt-1 text-pretty text-ink-2">
            <UntrustedText max={400}>
              {sentence(happened(review.campaign.title, review.summary))}
            </UntrustedText>
          </p>
        </div>
        <dl className="grid grid-cols-3 gap-4">
          <Figure name="Campaign" value={review.campaign_score}>
            {plural(review.account_count, 'account')}
          </Figure>
          <Figure name="Coordination" value={review.campaign.coordination}>
            {sides(review, 'coordination')}
          </Figure>
          <Figure name="Extraction" value={review.campaign.extraction}>
            {sides(review, 'extraction')}
          </Figure>
        </dl>
        <Traffic review={review} />
        <section aria-label="What it rests on">
          <div className="flex items-baseline">
            <h3 className="font-semibold">What it rests on</h3>
            <span className="ml-auto text-axis text-ink-3">weight, log-odds</span>
          </div>
          <ul>
            {shown.map((item) => (
              <li
                key={item.signal}
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 py-[5px] leading-[18px]"
              >
                <span className="text-pretty">
                  <UntrustedText max={300}>{item.summary}</UntrustedText>
                </span>
                <WeightBar logOdds={item.log_odds} scale={scale} width={48} />
              </li>
            ))}
          </ul>
          {rest ? <p className="text-small text-ink-3">{rest}</p> : null}
        </section>
        <Note kind="copper" className="mt-auto">
          <b>{ACTION_WORDS[review.recommended_action]}.</b> {reachOf(review)}
        </Note>
      </div>
    </>
  );
}

function Holder({ review, busy, mayTriage, onClaim, onRelease, onBack }: ReviewPanelProps) {
  const self = usePerson();
  const { assignee } = review;
  const mine = assignee?.id === self.id;
  const Icon = assignee ? Lock : LockOpen;
  const words =
    review.status !== 'open'
      ? `Decided ${review.decided_at ? moment(review.decided_at) : ''}`
      : mine
        ? 'Yours'
        : assignee
          ? `${assignee.name} has this`
          : 'Nobody has this yet';
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-b px-5 text-small text-ink-2 max-sm:px-3">
      <button
        type="button"
        onClick={onBack}
        aria-label="Back to the list"
        className="-ml-1.5 inline-flex size-7 items-center justify-center rounded-md hover:bg-hover lg:hidden"
      >
        <ArrowLeft size={15} aria-hidden="true" />
      </button>
      <Icon size={14} strokeWidth={1.6} aria-hidden="true" className="shrink-0" />
      {assignee && !mine ? <Avatar person={assignee} /> : null}
      <span className="clip" role="status">
        {words}
      </span>
      {mayTriage && review.status === 'open' ? (
        <button
          type="button"
          disabled={busy}
          onClick={mine ? onRelease : onClaim}
          className="ml-auto rounded-sm px-1 text-ink-2 hover:text-ink disabled:text-ink-off"
        >
          {mine ? 'Release' : assignee ? 'Take over' : 'Claim'}
        </button>
      ) : null}
    </div>
  );
}

function Figure({ name, value, children }: { name: string; value: number; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-small text-ink-3">{name}</dt>
      <dd className="text-title leading-[26px] font-semibold">{score(value)}</dd>
      <dd className="text-axis text-ink-3">{children}</dd>
    </div>
  );
}

function Traffic({ review }: { review: AlertReview }) {
  const { traffic } = review;
  const finding = trafficFinding(review);
  const points = traffic.points.map((point) => ({
    at: Date.parse(point.at),
    parts: [Math.max(0, point.exchanges - point.harvest), point.harvest],
  }));
  return (
    <ChartFrame
      small
      finding={finding}
      height={108}
      caption={
        <>
          Exchanges {traffic.unit === 'hour' ? 'an hour' : 'a day'}, UTC
          <Key color="var(--accent)" word="harvest" />
          <Key color="var(--mark-2)" word="other" />
        </>
      }
      table={{
        columns: [{ label: 'From' }, { label: 'Other', numeric: true }, { label: 'Harvest', numeric: true }],
        rows: areaRows(points),
      }}
    >
      <AreaChart
        label={finding}
        points={points}
        colors={['color-mix(in oklab, var(--mark-2) 75%, var(--surface))', 'var(--accent)']}
        baseline={
          traffic.baseline === null
            ? null
            : { value: traffic.baseline, label: `${count(Math.round(traffic.baseline))} before` }
        }
        events={review.bans.map((ban) => ({
          at: Date.parse(ban.at),
          label: `${count(ban.accounts)} banned`,
        }))}
      />
    </ChartFrame>
  );
}

function Key({ color, word }: { color: string; word: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <i aria-hidden="true" className="size-2 rounded-[2px]" style={{ background: color }} />
      {word}
    </span>
  );
}

/** "7 for, 1 against", of the evidence about one of the two questions. */
function sides(review: AlertReview, about: 'coordination' | 'extraction'): string {
  const items = review.evidence.filter((item) => item.about === about);
  const speakFor = items.filter((item) => item.log_odds >= 0).length;
  return `${speakFor} for, ${items.length - speakFor} against`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
