'use client';

import { ArrowRightLeft, Waypoints } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useContext, useState } from 'react';
import { PersonContext } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useAhead } from '@/components/ui/use-ahead';
import { may } from '@/lib/model/access';
import type { AccountHead } from '@/lib/model/console/account';
import { accountMove, type SentenceKind } from '@/lib/model/moves';
import { accountSentence, others, stands } from './sentence';
import { AccountStatusTag } from './status-tag';
import { planWords, verifiedWord } from './words';

const EnforceDialog = dynamic(() => import('./enforce-dialog').then((part) => part.EnforceDialog), {
  ssr: false,
});

const AHEAD = [() => import('./enforce-dialog')];

/** Who an account is, in one sentence and a row of facts, and what can be done about it. */
export function AccountHeader({ head }: { head: AccountHead }) {
  const person = useContext(PersonContext);
  const [deciding, setDeciding] = useState<SentenceKind | null>(null);
  useAhead(AHEAD);
  const main = head.memberships.find(stands);
  const mayDecide = person ? may({ kind: 'person', ...person }, 'account.ban') : false;
  const can = (kind: SentenceKind) => mayDecide && !('refused' in accountMove(head.status, kind));
  return (
    <header className="px-5 pt-4 max-sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-[18px] leading-7 font-semibold break-all">
          <UntrustedText mono max={200} className="text-[18px]!">
            {head.id}
          </UntrustedText>
        </h1>
        <AccountStatusTag status={head.status} />
        {main ? (
          <Link href={`/campaigns/${encodeURIComponent(main.id)}`} className="rounded-full">
            <Tag tone="copper">
              <Waypoints strokeWidth={2} aria-hidden="true" />
              <UntrustedText max={60}>{main.title}</UntrustedText>
              <span className="font-normal">{main.role}</span>
            </Tag>
          </Link>
        ) : null}
        <span className="ml-auto flex items-center gap-1.5">
          <Button look="ghost" asChild>
            <Link href={`/accounts/compare?id=${encodeURIComponent(head.id)}`}>
              <ArrowRightLeft size={15} strokeWidth={1.6} aria-hidden="true" />
              Compare with…
            </Link>
          </Button>
          {can('reinstate') ? (
            <Button look="line" onClick={() => setDeciding('reinstate')}>
              Reinstate…
            </Button>
          ) : null}
          {can('ban') ? (
            <Button look="line" onClick={() => setDeciding('ban')}>
              Ban…
            </Button>
          ) : null}
          {mayDecide ? null : <span className="text-small text-ink-3">You see this account read-only.</span>}
        </span>
      </div>
      <p className="mt-1 text-lead text-pretty text-ink-2">
        {accountSentence(head).map((run, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move
          <span key={index} className={run.strong ? 'font-medium text-ink' : undefined}>
            {run.outside ? <UntrustedText max={60}>{run.text}</UntrustedText> : run.text}
          </span>
        ))}
      </p>
      <dl className="mt-2.5 flex flex-wrap gap-x-5 gap-y-2 pb-4 leading-[18px]">
        {factsOf(head).map(({ name, value, from }) => (
          <div key={name} className="min-w-0">
            <dt className="text-small text-ink-3">
              {name}
              {from ? <Derived from={from} /> : null}
            </dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {deciding ? (
        <EnforceDialog
          head={head}
          kind={deciding}
          campaignId={main?.id ?? null}
          onClose={() => setDeciding(null)}
        />
      ) : null}
    </header>
  );
}

interface Fact {
  name: string;
  value: ReactNode;
  /** What it was derived from, where no record says it. */
  from?: string;
}

function factsOf(head: AccountHead): Fact[] {
  const { payment, address, order, derived, signup } = head;
  const facts: Fact[] = [
    { name: 'Plan', value: <UntrustedText max={60}>{planWords(head.plan, head.pathway)}</UntrustedText> },
  ];
  if (payment) {
    facts.push({
      name: 'Paid by',
      value: (
        <Link
          href={`/accounts?indicator=${encodeURIComponent(payment.indicator)}`}
          className="hover:text-accent hover:underline"
        >
          <UntrustedText max={24}>{`${payment.kind ?? 'card'} ${payment.fingerprint}`}</UntrustedText>,{' '}
          {others(payment.others)}
        </Link>
      ),
      from: derived.payment_fingerprint,
    });
  }
  if (head.email_pattern || head.email_domain) {
    facts.push({
      name: 'E-mail',
      value: (
        <>
          <UntrustedText max={60}>
            {[head.email_pattern, head.email_domain ? `@${head.email_domain}` : ''].filter(Boolean).join(' ')}
          </UntrustedText>
          {head.throw_away ? ', throw-away addresses' : null}
        </>
      ),
      from: derived.email_domain ?? derived.email_pattern,
    });
  }
  facts.push({ name: 'Verified', value: verifiedWord(head.verified) });
  if (head.organization)
    facts.push({ name: 'Organization', value: <UntrustedText max={60}>{head.organization}</UntrustedText> });
  if (head.declared_use)
    facts.push({ name: 'Declared use', value: <UntrustedText max={60}>{head.declared_use}</UntrustedText> });
  if (address) {
    facts.push({
      name: 'Address',
      value: (
        <Link
          href={`/accounts?indicator=${encodeURIComponent(`address_block:${address.block}`)}`}
          className="hover:text-accent hover:underline"
        >
          <UntrustedText max={60}>
            {[address.block, address.asn ? networkWords(address.asn, address.hosting) : '']
              .filter(Boolean)
              .join(', ')}
          </UntrustedText>
          , {others(address.others)}
        </Link>
      ),
      from: derived.asn,
    });
  }
  if (head.country)
    facts.push({
      name: 'Country',
      value: <UntrustedText max={30}>{head.country}</UntrustedText>,
      from: derived.country,
    });
  if (signup)
    facts.push({
      name: 'Signed up from',
      value: <UntrustedText max={60}>{networkWords(signup.asn, signup.hosting)}</UntrustedText>,
      from: derived.signup_asn,
    });
  if (head.last_seen) facts.push({ name: 'Last seen', value: <Moment time={head.last_seen} /> });
  if (order) facts.push({ name: 'Last order', value: orderWords(order) });
  return facts;
}

/** The mark of a fact that no record says. */
function Derived({ from }: { from: string }) {
  return (
    <abbr title={`Derived from the ${from}`} className="ml-1 no-underline">
      (derived)
    </abbr>
  );
}

function networkWords(asn: string, hosting: string | null): string {
  const name = /^(?:AS)?\d+$/i.test(asn) ? `AS${asn.replace(/^AS/i, '')}` : asn;
  return hosting ? `${name} (${hosting}, servers)` : name;
}

/** What became of an order to the provider's systems. */
export function orderWords({ kind, status }: { kind: string; status: string }): string {
  switch (status) {
    case 'delivered':
      return `${kind}, delivered`;
    case 'dead':
      return `${kind}, not delivered`;
    case 'superseded':
      return `${kind}, replaced by a later one`;
    default:
      return `${kind}, on its way`;
  }
}
