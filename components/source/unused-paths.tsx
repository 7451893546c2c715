'use client';

import { useState } from 'react';
import { NUMERIC } from '@/components/account/cells';
import { RegionTable } from '@/components/tables/region-table';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { plural } from '@/components/ui/format';
import { UntrustedText, visible } from '@/components/ui/untrusted-text';
import type { SamplePreview } from '@/lib/model/console/source';
import { TARGETS, type Target } from '@/lib/model/mapping';
import { TARGET_WORDS } from './source-words';

const FIRST = 12;

/** What the sample holds and no field is read from, to be used for one. */
export function UnusedPaths({
  unused,
  onUse,
}: {
  unused: SamplePreview['unused'];
  onUse: (path: string, target: Target) => void;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? unused : unused.slice(0, FIRST);
  return (
    <div>
      <h3 className="font-semibold">Not used</h3>
      <p className="text-ink-2">{plural(unused.length, 'place')} of the sample that no field is read from.</p>
      <RegionTable
        label="Places that are not used"
        className="mt-2"
        table="min-w-[640px] [&_td]:h-10"
        columns={[
          'Place',
          'Found first',
          { label: 'Rows', numeric: true },
          { label: 'Use it as', className: 'w-52' },
        ]}
      >
        {shown.map(({ path, rows, value }) => (
          <tr key={path} className="border-b border-line">
            <td className="max-w-80 [overflow-wrap:anywhere]">
              <UntrustedText mono max={120}>
                {path}
              </UntrustedText>
            </td>
            <td className="max-w-96 [overflow-wrap:anywhere] text-ink-2">
              <UntrustedText mono max={100}>
                {value}
              </UntrustedText>
            </td>
            <td className={NUMERIC}>{rows}</td>
            <td>
              <Select
                aria-label={`Use ${visible(path).slice(0, 100)} as`}
                value=""
                onChange={(event) => onUse(path, event.target.value as Target)}
              >
                <option value="" disabled>
                  choose a field
                </option>
                {TARGETS.map((target) => (
                  <option key={target} value={target}>
                    {TARGET_WORDS[target]}
                  </option>
                ))}
              </Select>
            </td>
          </tr>
        ))}
      </RegionTable>
      {unused.length > FIRST ? (
        <Button look="ghost" className="mt-2" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${unused.length}`}
        </Button>
      ) : null}
    </div>
  );
}
