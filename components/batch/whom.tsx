import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { pathwayWord, verifiedWord } from '@/components/account/words';
import { cn } from '@/components/ui/cn';
import { count, plural, spelled } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { BatchPreview } from '@/lib/model/batch';
import type { OrderKind } from '@/lib/model/moves';
import { KIND_WORDS } from './words';

/** How many of the scope are left after each reason to leave some out. */
export interface Reach {
  kind: OrderKind;
  accounts: number;
  innocent: number;
  pointless: number;
  leftOut: number;
}

/** From all that are meant to those that are hit, one bar each, and what the scope looks like by five features. */
export function Whom({ preview, reach }: { preview: BatchPreview; reach: Reach }) {
  return (
    <>
      <Waterfall preview={preview} reach={reach} />
      <Features preview={preview} />
    </>
  );
}

const NOTHING_TO_DO: Record<OrderKind, string> = {
  verify: 'banned already, skipped',
  throttle: 'banned already, skipped',
  suspend: 'suspended or banned, skipped',
  ban: 'banned already, skipped',
  reinstate: 'active already, skipped',
};

function Waterfall({ preview, reach }: { preview: BatchPreview; reach: Reach }) {
  const all = Math.max(1, preview.accounts);
  const rows: { label: string; n: number; from: number; tone: string; minus: boolean; strong?: boolean }[] = [
    { label: 'In the scope', n: preview.accounts, from: 0, tone: 'bg-mark-2', minus: false },
    {
      label: NOTHING_TO_DO[reach.kind],
      n: reach.pointless,
      from: reach.accounts + reach.leftOut,
      tone: 'bg-field-line',
      minus: true,
    },
    {
      label: 'look innocent, held back',
      n: reach.leftOut,
      from: reach.accounts,
      tone: 'bg-high',
      minus: true,
    },
    {
      label: `Would be ${KIND_WORDS[reach.kind].done}`,
      n: reach.accounts,
      from: 0,
      tone: 'bg-accent',
      minus: false,
      strong: true,
    },
  ];
  return (
    <section aria-label="How many are left" className="mt-4">
      <h2 className="mb-1 text-head font-semibold">
        Of {plural(preview.accounts, 'account')}, {count(reach.accounts)}{' '}
        {reach.accounts === 1 ? 'remains' : 'remain'}
      </h2>
      <dl>
        {rows.map(({ label, n, from, tone, minus, strong }) => (
          <div
            key={label}
            className={cn(
              'grid h-[26px] grid-cols-[236px_60px_minmax(0,1fr)] items-center gap-x-3 max-sm:grid-cols-[minmax(0,1fr)_56px_72px] max-sm:gap-x-2',
              strong ? 'font-semibold' : minus && 'text-ink-2',
            )}
          >
            <dt className="clip">{label}</dt>
            <dd className="text-right">{minus ? `− ${count(n)}` : count(n)}</dd>
            <dd aria-hidden="true" className="relative h-3.5">
              {n > 0 ? (
                <i
                  className={cn('absolute top-0 h-3.5 rounded-[1px]', tone)}
                  style={{
                    left: `${Math.min(99, (from / all) * 100)}%`,
                    width: `${Math.max(0.5, Math.min(100, (n / all) * 100))}%`,
                  }}
                />
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      {reach.innocent > 0 ? (
        <p className="mt-1 flex items-center gap-1.5 text-small text-high">
          <TriangleAlert size={13} strokeWidth={1.8} aria-hidden="true" className="shrink-0" />
          {plural(reach.innocent, 'account')} among them {reach.innocent === 1 ? 'looks' : 'look'} innocent.
        </p>
      ) : null}
      {preview.unknown_ids > 0 ? (
        <p className="mt-1 text-small text-ink-2">
          {plural(preview.unknown_ids, 'id')} in the scope {preview.unknown_ids === 1 ? 'names' : 'name'} no
          account.
        </p>
      ) : null}
    </section>
  );
}

/** Values that are rare among operators and common among honest customers. */
const UNUSUAL = new Set(['over a year', 'identity', 'organization', 'education', 'research', 'enterprise']);

function Features({ preview }: { preview: BatchPreview }) {
  const most = Math.max(1, preview.accounts);
  // A class or an employer stands out; names that occur once say nothing here.
  const several = preview.organizations.filter(({ accounts }) => accounts > 1);
  const domains = preview.domains.filter(({ accounts }) => accounts > 1);
  const of = (
    label: string,
    tally: BatchPreview['statuses'],
    word: (value: string) => ReactNode = spelled,
  ) => <Distribution label={label} tally={tally} most={most} word={word} />;
  return (
    <div className="mt-5 grid grid-cols-2 gap-x-11 gap-y-4 max-md:grid-cols-1">
      <div className="space-y-4">
        {of('Status', preview.statuses)}
        {of('Age of the account', preview.ages)}
        {of('Pathway', preview.pathways, pathwayWord)}
      </div>
      <div className="space-y-4">
        {of('Verified', preview.verification, (value) =>
          capital(verifiedWord(value === 'unknown' ? null : value)),
        )}
        {of('Exchanges so far', preview.spend.by_exchanges)}
        {several.length > 0
          ? of('Organizations with several of them', several, (value) => (
              <UntrustedText max={30}>{value}</UntrustedText>
            ))
          : null}
        {domains.length > 0
          ? of('E-mail domains with several of them', domains, (value) => (
              <UntrustedText max={30}>{value}</UntrustedText>
            ))
          : null}
      </div>
    </div>
  );
}

function Distribution({
  label,
  tally,
  most,
  word,
}: {
  label: string;
  tally: BatchPreview['statuses'];
  most: number;
  word: (value: string) => ReactNode;
}) {
  return (
    <section aria-label={label}>
      <h3 className="mb-0.5 text-small font-medium">{label}</h3>
      <dl>
        {tally.map(({ value, accounts }) => {
          const unusual = accounts > 0 && UNUSUAL.has(value);
          return (
            <div
              key={value}
              className={cn(
                'grid h-[22px] grid-cols-[136px_46px_minmax(0,1fr)] items-center gap-x-2.5',
                unusual ? 'text-high' : accounts === 0 && 'text-ink-3',
              )}
            >
              <dt className="flex min-w-0 items-center gap-1.5">
                {unusual ? (
                  <TriangleAlert size={13} strokeWidth={1.8} aria-label="Unusual:" className="shrink-0" />
                ) : null}
                <span className="clip">{word(value)}</span>
              </dt>
              <dd className="text-right font-medium">{count(accounts)}</dd>
              <dd aria-hidden="true">
                <i
                  className={cn('block h-2 rounded-[1px]', unusual ? 'bg-high' : 'bg-mark-2')}
                  style={{ width: accounts > 0 ? `${Math.max(0.8, (accounts / most) * 100)}%` : 0 }}
                />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
