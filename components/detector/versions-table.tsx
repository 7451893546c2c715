import { PlainTable } from '@/components/tables/plain-table';
import { Button } from '@/components/ui/button';
import { Tag } from '@/components/ui/tag';
import { Moment } from '@/components/ui/time';
import { UntrustedText } from '@/components/ui/untrusted-text';
import type { DetectorItem } from '@/lib/model/detector';
import { changesIn, STATE_TONE, versionName } from './words';

interface Props {
  versions: readonly DetectorItem[];
  mayManage: boolean;
  onOpen: (id: string) => void;
  onLive: (detector: DetectorItem) => void;
}

/** Every version with who changed it last and why; what was live can be so again. */
export function VersionsTable({ versions, mayManage, onOpen, onLive }: Props) {
  return (
    <PlainTable
      label="Versions"
      columns={[
        { label: 'Version' },
        { label: 'State' },
        { label: 'Changes' },
        { label: 'Last change' },
        { label: 'Why' },
        { label: '' },
      ]}
      rows={versions.map((version) => ({
        key: version.id,
        cells: [
          <Button key="open" look="ghost" className="-ml-[7px]" onClick={() => onOpen(version.id)}>
            {versionName(version)}
          </Button>,
          <Tag key="state" tone={STATE_TONE[version.state]}>
            {version.state}
          </Tag>,
          changesIn(version.config),
          <span key="who">
            <UntrustedText max={32}>{version.changed_by}</UntrustedText>, <Moment time={version.changed_at} />
          </span>,
          <UntrustedText key="why" max={80} className="text-ink-2">
            {version.reason ?? version.note}
          </UntrustedText>,
          version.state === 'retired' && mayManage ? (
            <Button key="live" look="line" onClick={() => onLive(version)}>
              Put live again…
            </Button>
          ) : null,
        ],
      }))}
    />
  );
}
