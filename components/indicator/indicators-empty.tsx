'use client';

import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Link } from '@/components/ui/link';
import type { IndicatorList, IndicatorPage } from '@/lib/model/console/indicator';
import type { IndicatorsFilterChange, IndicatorsFilterState } from './indicators-filter';

const NOTHING: IndicatorsFilterChange = { kind: null, campaign: null, q: null };

interface IndicatorsEmptyProps {
  list: IndicatorList | 'hits';
  params: IndicatorsFilterState;
  first: IndicatorPage | undefined;
  onChange: (change: IndicatorsFilterChange) => void;
  /** Null for those who may not watch. */
  onWatch: (() => void) | null;
}

/** Why there is no value to show, and the one next step. */
export function IndicatorsEmpty({ list, params, first, onChange, onWatch }: IndicatorsEmptyProps) {
  const watch = onWatch ? <Button onClick={onWatch}>Watch a value…</Button> : null;
  if (list === 'hits') {
    return (
      <Empty title="No watched value was shown by a new account" action={watch}>
        The worker looks every minute. Whoever shows a watched value for the first time since it is watched
        stands here with the time.
      </Empty>
    );
  }
  if (params.kind.length > 0 || params.campaign || params.q) {
    return (
      <Empty
        title="No value matches these filters"
        action={<Button onClick={() => onChange(NOTHING)}>Take all filters away</Button>}
      >
        Values are matched from their beginning, whatever their case. One that a single account shows is not
        listed; Ctrl K finds it by its whole value.
      </Empty>
    );
  }
  switch (list) {
    case 'watched':
      return (
        <Empty title="Nothing is watched yet" action={watch}>
          A card, an address block, a device or any other value can be watched, also before anybody has shown
          it. New accounts that show it are listed as hits.
        </Empty>
      );
    case 'reported':
      return (
        <Empty title="No other provider has reported a value">
          Records of the type <code className="font-mono">indicator</code> bring them in: send them to{' '}
          <code className="font-mono">/api/v1/ingest</code> with the rest. Where they hit stands here.
        </Empty>
      );
    case 'shared':
      return first && first.counted_at === null ? (
        <Empty title="Values have not been counted yet">
          The worker counts who shows which card, address, device or prompt after each detection run, within a
          minute of it.
        </Empty>
      ) : (
        <Empty
          title="No two accounts share a value"
          action={
            <Button asChild>
              <Link href="/accounts">See all accounts</Link>
            </Button>
          }
        >
          Among all accounts no card, address, device or prompt is shown by two, common ones aside.
        </Empty>
      );
  }
}
