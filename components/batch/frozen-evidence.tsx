import { WeightBar } from '@/components/charts/weight-bar';
import { Figures } from '@/components/ui/figures';
import { moment, plural, score } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchEvidence } from '@/lib/model/batch';

/** The campaign as it stood when the batch was frozen: its scores and everything that spoke for and against it. */
export function FrozenEvidence({ evidence, at }: { evidence: BatchEvidence; at: string }) {
  const sorted = [...evidence.evidence].sort((a, b) => b.log_odds - a.log_odds);
  const scale = {
    for: Math.max(1, ...sorted.map((item) => item.log_odds)),
    against: Math.max(1, ...sorted.map((item) => -item.log_odds)),
  };
  return (
    <section aria-label="Frozen evidence">
      <h2 className="text-head font-semibold">
        <Link
          href={`/campaigns/${encodeURIComponent(evidence.campaign_id)}`}
          className="rounded-sm hover:text-accent hover:underline"
        >
          <UntrustedText max={60}>{evidence.title}</UntrustedText>
        </Link>{' '}
        as it stood on {moment(at)} UTC
      </h2>
      <p className="text-ink-2">
        {evidence.status}, {plural(evidence.accounts, 'account')}; campaign{' '}
        <b className="font-medium text-ink">{score(evidence.score)}</b>, coordination{' '}
        <b className="font-medium text-ink">{score(evidence.coordination)}</b>, extraction{' '}
        <b className="font-medium text-ink">{score(evidence.extraction)}</b>. Recommended:{' '}
        {evidence.recommended_action}.
      </p>
      <ul className="mt-1">
        {sorted.map((item) => (
          <li
            key={item.signal}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3.5 overflow-hidden border-b py-2 last:border-0 max-sm:grid-cols-1 max-sm:gap-y-1.5"
          >
            <p className="leading-[19px] text-pretty">
              <Figures>{item.summary}</Figures>
              <span className="block text-small text-ink-3">
                <UntrustedText max={300}>{item.baseline}</UntrustedText>
              </span>
            </p>
            <WeightBar logOdds={item.log_odds} scale={scale} width={96} />
          </li>
        ))}
      </ul>
    </section>
  );
}
