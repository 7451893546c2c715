import { Empty } from '@/components/ui/empty';
import { Moment } from '@/components/ui/time';
import type { DetectorWhole } from '@/lib/model/detector';
import { Comparison } from './comparison';
import { versionName } from './words';

/** What a shadow would have said of the groups of the last run that judged anew. */
export function ShadowTab({ detector }: { detector: DetectorWhole }) {
  const { comparison, state } = detector;
  if (comparison)
    return (
      <div className="pt-4">
        <Comparison
          compared={comparison}
          other={versionName(detector)}
          end={
            <>
              as of <Moment time={comparison.judged_at} /> UTC, of the same groups; nobody is shown in the
              queue for it
            </>
          }
        />
      </div>
    );
  if (state === 'shadow')
    return (
      <Empty title="Not compared yet">
        The next run judges its groups by this version as well. Large windows take a while.
      </Empty>
    );
  return (
    <Empty title="Not a shadow">
      {state === 'live'
        ? 'This version is what is live. A shadow is compared with it.'
        : 'Run a draft as the shadow, and every run that judges anew tells here what it would change.'}
    </Empty>
  );
}
