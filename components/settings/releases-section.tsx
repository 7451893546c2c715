'use client';

import { PlainTable } from '@/components/tables/plain-table';
import { exact, fullDay } from '@/components/ui/format';
import { UntrustedText } from '@/components/ui/untrusted-text';
import { useCapabilityGrid } from '@/lib/queries/use-capabilities';
import { Loaded } from './loaded';
import { SettingsSection } from './section';

/** The models that are known, and when each came out: what moves to new models are measured from. */
export function ReleasesSection() {
  const grid = useCapabilityGrid({});
  return (
    <SettingsSection
      id="releases"
      title="Releases"
      what={
        <>
          Moves to a new model are measured from its release, which comes in as a record of the type{' '}
          <code className="font-mono text-small">model_release</code>, by any source.
        </>
      }
    >
      <Loaded query={grid} failed="The releases could not be loaded">
        {({ models, releases }) =>
          models.length === 0 ? (
            <p className="mt-3 text-ink-2">No model is known yet: the first records name them.</p>
          ) : (
            <div className="mt-3 max-w-[672px]">
              <PlainTable
                label="Models and their releases"
                columns={[{ label: 'Model' }, { label: 'Released', numeric: true }]}
                rows={models.map((model) => ({
                  key: model,
                  cells: [
                    <UntrustedText key="model" mono max={60}>
                      {model}
                    </UntrustedText>,
                    <Released key="at" at={releases.find((one) => one.model === model)?.at} />,
                  ],
                }))}
              />
            </div>
          )
        }
      </Loaded>
    </SettingsSection>
  );
}

function Released({ at }: { at: string | undefined }) {
  return at ? (
    <time dateTime={at} title={exact(at)}>
      {fullDay(at)}
    </time>
  ) : (
    <span className="text-ink-3">before the records, or not told</span>
  );
}
