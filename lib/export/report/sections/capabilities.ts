import type { CaseFile } from '@/lib/export/case/model';
import type { Section, Text } from '@/lib/export/report/document';
import { breakdownPicture } from '@/lib/export/report/pictures/breakdown';
import { count, percent, plural } from '@/lib/export/report/words';
import { CAPABILITIES, CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';

export interface Share {
  capability: Capability;
  share: number;
  base: number;
}

/** What the harvest asks for, beside what unrelated accounts ask for. */
export function capabilitiesSection({ campaign }: CaseFile): Section | null {
  const shares: Share[] = CAPABILITIES.map((capability) => ({
    capability,
    share: campaign.capabilities[capability] ?? 0,
    base: campaign.baseline[capability] ?? 0,
  }))
    .filter(({ share, base }) => share > 0 || base >= 0.01)
    .sort((a, b) => b.share - a.share || b.base - a.base);
  if (shares.length === 0) return null;
  return {
    id: 'capabilities',
    title: 'What was asked for',
    blocks: [
      { kind: 'picture', picture: breakdownPicture(shares, findingOf(shares), campaign.peers) },
      {
        kind: 'table',
        only: 'full',
        caption: `Shares of ${plural(campaign.harvest_exchanges, 'harvest exchange')} and of ${count(campaign.peers)} unrelated accounts`,
        columns: [
          { name: 'Capability', width: 34 },
          { name: 'This campaign', width: 20, align: 'right' },
          { name: 'Unrelated accounts', width: 22, align: 'right' },
          { name: 'Times as often', width: 24, align: 'right' },
        ],
        rows: shares.map(({ capability, share, base }): Text[] => [
          CAPABILITY_WORDS[capability].label,
          percent(share),
          percent(base),
          timesOf(share, base),
        ]),
      },
    ],
  };
}

function timesOf(share: number, base: number): string {
  if (share === 0) return '0';
  if (base < 0.0005) return 'hardly seen elsewhere';
  const ratio = share / base;
  return ratio >= 100 ? 'over 100' : ratio >= 9.95 ? String(Math.round(ratio)) : ratio.toFixed(1);
}

function findingOf(shares: readonly Share[]): string {
  const most = shares.find(
    ({ capability, share, base }) => capability !== 'general' && share >= 0.05 && share >= 1.5 * base,
  );
  const first = shares[0] as Share;
  if (!most) return `${percent(first.share)} is ${words(first.capability)}, much as among unrelated accounts`;
  const peers = most.base < 0.0005 ? 'hardly any' : percent(most.base);
  return `${percent(most.share)} asks for ${words(most.capability)}; of unrelated accounts’ requests ${peers} ${most.base < 0.0005 ? 'do' : 'does'}`;
}

function words(capability: Capability): string {
  return CAPABILITY_WORDS[capability].sought;
}
