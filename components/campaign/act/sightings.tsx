import { count, day, plural } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { CampaignSharing } from '@/lib/model/console/sharing';

type Sighting = CampaignSharing['sightings'][number];

/** What others saw at their place of what was shared with them: who, of what, on which days and how often. Nothing while nobody did. */
export function Sightings({ items }: { items: readonly Sighting[] }) {
  if (items.length === 0) return null;
  const who = new Set(items.map(({ by }) => by)).size;
  return (
    <section className="mt-3 border-b pb-2" aria-label="Seen elsewhere">
      <h3 className="font-semibold">
        Seen elsewhere: {plural(items.length, 'sighting')} by {plural(who, 'provider')}
      </h3>
      <ul>
        {items.map((item) => (
          <li key={`${item.source} ${item.id}`} className="border-b border-line py-1.5 last:border-0">
            <div className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 clip">
                <b className="font-medium">
                  <UntrustedText max={60}>{item.by}</UntrustedText>
                </b>{' '}
                <span className="text-ink-2">
                  {item.name ? <UntrustedText max={60}>{item.name}</UntrustedText> : spelledType(item.seen)}
                </span>
              </span>
              <span className="shrink-0 whitespace-nowrap">
                {item.count === null ? 'seen' : `${count(item.count)} ×`}
              </span>
            </div>
            <div className="flex justify-between gap-3 text-small text-ink-3">
              <span className="min-w-0 clip">
                {item.note ? <UntrustedText max={160}>{item.note}</UntrustedText> : item.tlp}
              </span>
              <span className="shrink-0 whitespace-nowrap">{daysOf(item)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "1 Nov to 20 Nov", as far as it was told; else when it came. */
function daysOf({ first_seen, last_seen, received_at }: Sighting): string {
  if (first_seen && last_seen) {
    return day(first_seen) === day(last_seen) ? day(last_seen) : `${day(first_seen)} to ${day(last_seen)}`;
  }
  return `told on ${day(last_seen ?? first_seen ?? received_at)}`;
}

/** "x-llm-prompt-scaffold" → "prompt scaffold". */
function spelledType(type: string): string {
  return type.replace(/^x-llm-/, '').replaceAll('-', ' ');
}
