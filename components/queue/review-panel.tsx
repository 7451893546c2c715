'use client';

import { ArrowLeft, Lock, LockOpen, MoonStar } from 'lucide-react';
import { ACTION_WORDS, reachOf } from '@/components/campaign/action-words';
import { CampaignStatusTag } from '@/components/campaign/status-tag';
import { AreaChart, areaRows } from '@/components/charts/area-chart';
import { ChartFrame } from '@/components/charts/chart-frame';
import { WeightBar } from '@/components/charts/weight-bar';
import { usePerson } from '@/components/frame/person';
import { Avatar } from '@/components/ui/avatar';
import { clock, count, moment, plural, score } from '@/components/ui/format';
import { Note } from '@/components/ui/note';
import { useNow } from '@/components/ui/now';
import { Tag } from '@/components/ui/tag';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import type { AlertReview, Person } from '@/lib/model/console/alert';
import { isHeld } from '@/lib/model/queue';
import { leftOut, trafficFinding } from './traffic';
import { happened, kindWords } from './words';

const FOR_SHOWN = 3;

interface ReviewPanelProps {
  review: AlertReview;
  /** Who else has it open. */
  others: readonly Person[];
  busy: boolean;
  mayTriage: boolean;
  /** Claims it, takes it over or releases it, whichever is next. */
  onClaim: () => void;
  onWake: () => void;
  /** Back to the list, where both do not fit. */
  onBack: () => void;
}

/** One alert on one screen: who has it, what happened, what it rests on, what to do. */
export function ReviewPanel(props: ReviewPanelProps) {
  const { review } = props;
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
      <Holder {...props} />
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
          <ul className="overflow-hidden">
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

function Holder({ review, others, busy, mayTriage, onClaim, onWake, onBack }: ReviewPanelProps) {
  const self = usePerson();
  const now = useNow();
  const held = review.claim && isHeld(review.claim.until, now) ? review.claim : null;
  const mine = held?.person.id === self.id;
  const snoozed = review.status === 'open' && isHeld(review.snoozed_until, now);
  const Icon = snoozed ? MoonStar : held ? Lock : LockOpen;
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
      {held && !mine ? <Avatar person={held.person} /> : null}
      <span className="clip" role="status">
        {review.status !== 'open' ? (
          `Decided ${review.decided_at ? moment(review.decided_at) : ''}`
        ) : snoozed ? (
          <>
            Snoozed until <b className="font-medium text-ink">{moment(review.snoozed_until ?? '')}</b>
          </>
        ) : held ? (
          <>
            {mine ? 'Yours until' : `${held.person.name} has this until`}{' '}
            <b className="font-medium text-ink">{clock(held.until)}</b>
          </>
        ) : review.claim?.person.id === self.id ? (
          `Your claim ran out at ${clock(review.claim.until)}`
        ) : review.assignee ? (
          review.assignee.id === self.id ? (
            'Assigned to you'
          ) : (
            `Assigned to ${review.assignee.name}`
          )
        ) : (
          'Nobody has this yet'
        )}
      </span>
      <Lookers
        people={others.filter((person) => person.id !== held?.person.id)}
        short={held !== null && !mine}
      />
      {mayTriage && review.status === 'open' ? (
        <button
          type="button"
          disabled={busy}
          onClick={snoozed ? onWake : onClaim}
          className="ml-auto rounded-sm px-1 whitespace-nowrap text-ink-2 hover:text-ink disabled:text-ink-off"
        >
          {snoozed ? 'Wake' : mine ? 'Release' : held ? 'Take over' : 'Claim'}
        </button>
      ) : null}
    </div>
  );
}

const LOOKERS_SHOWN = 3;

/**
 * Who else has the alert open: "Mateo is looking too"; `short` with the names left to the pictures, where who holds it needs the room. Takes
 * no room when nobody does.
 */
function Lookers({ people, short }: { people: readonly Person[]; short: boolean }) {
  const first = people[0];
  return (
    <span role="status" className="flex min-w-0 items-center gap-1.5">
      {first ? (
        <>
          <span aria-hidden="true">·</span>
          <span
            className="flex shrink-0 -space-x-1"
            title={`${people.map(({ name }) => visible(name)).join(', ')} looking too`}
          >
            {people.slice(0, LOOKERS_SHOWN).map((person) => (
              <Avatar key={person.id} person={person} />
            ))}
          </span>
          <span className={short ? 'sr-only' : 'clip'}>
            {people.length === 1
              ? `${first.name.split(' ')[0]} is looking too`
              : `${people.length} are looking too`}
          </span>
        </>
      ) : null}
    </span>
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
