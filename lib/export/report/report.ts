import type { CaseFile } from '@/lib/export/case/model';
import { CAPABILITIES, CAPABILITY_WORDS } from '@/lib/model/capability';
import { foreign, plainText } from './clean';
import type { Report, Span, Text } from './document';
import { capabilitiesSection } from './sections/capabilities';
import { deedsSection } from './sections/deeds';
import { glanceSection } from './sections/glance';
import { glossarySection } from './sections/glossary';
import { limitsSection } from './sections/limits';
import { nextSection } from './sections/next';
import { pathSection } from './sections/path';
import { rhythmSection } from './sections/rhythm';
import { scoresSection } from './sections/scores';
import { tablesSection } from './sections/tables';
import { timelineSection } from './sections/timeline';
import {
  count,
  day,
  days,
  LEVEL_WORDS,
  likelihood,
  listed,
  moment,
  OUTCOME_WORDS,
  percent,
  plural,
  STATUS_WORDS,
  TLP_WORDS,
} from './words';

/** A redacted case file as a report. Pure: the same file gives the same report. */
export function reportOf(file: CaseFile): Report {
  const { campaign, producer } = file;
  const title = plainText([foreign(campaign.title, 120)]);
  return {
    title,
    tlp: file.tlp,
    level: file.redaction,
    running: {
      issuer: plainText([foreign(producer.organization, 80)]),
      id: plainText([foreign(campaign.id, 60)]),
      cutoff: moment(file.cutoff),
    },
    cutoff: file.cutoff,
    software: `${producer.software} ${producer.software_version}`,
    lead: leadOf(file),
    standing: standingOf(file),
    facts: [
      { name: 'Issued by', value: [foreign(producer.organization, 120)] },
      { name: 'Campaign', value: [{ foreign: campaign.id, code: true, max: 60 }] },
      { name: 'Status', value: STATUS_WORDS[campaign.status] },
      { name: 'As of', value: `${moment(file.cutoff)}. Nothing later is in this report.` },
      {
        name: 'Rests on',
        value: campaign.run
          ? `What was known at ${moment(campaign.run.until)} of the ${count(campaign.run.window_days)} days before`
          : 'No detection run is recorded for this campaign',
      },
      { name: 'Redaction', value: LEVEL_WORDS[file.redaction] },
      { name: 'Marking', value: `${file.tlp}. ${TLP_WORDS[file.tlp]}` },
    ],
    sections: [
      glanceSection(file),
      scoresSection(file),
      limitsSection(file),
      timelineSection(file),
      rhythmSection(file),
      capabilitiesSection(file),
      pathSection(file),
      deedsSection(file),
      nextSection(file),
      tablesSection(file),
      glossarySection(),
    ].flatMap((section) => section ?? []),
  };
}

/** What it is, in one sentence. */
function leadOf({ campaign, models }: CaseFile): Text {
  const sought = CAPABILITIES.filter((capability) => capability !== 'general')
    .map((capability) => ({ capability, share: campaign.capabilities[capability] ?? 0 }))
    .sort((a, b) => b.share - a.share)
    .filter(({ share }, i) => share > 0 && (i === 0 || share >= 0.15))
    .slice(0, 2)
    .map(({ capability }) => CAPABILITY_WORDS[capability].sought);
  const from: Span[] = models[0] ? [' from ', foreign(models[0].name, 40)] : [];
  const length = days(campaign.first_seen, campaign.last_seen);
  return [
    `${plural(campaign.account_count, 'account')} ${sought.length > 0 ? `asked for ${listed(sought)}` : 'sent requests'}`,
    ...from,
    `: ${plural(campaign.exchanges, 'exchange')} in ${plural(length, 'day')}, ${percent(campaign.harvest_exchanges / Math.max(1, campaign.exchanges))} of them of the kind that is collected as training material.`,
  ];
}

/** Whether it is a finding yet, and by whom: the first thing that a reader must not get wrong. */
function standingOf({ campaign }: CaseFile): Report['standing'] {
  const assessed = `That these accounts are one operation which harvests is assessed as ${likelihood(campaign.score)} (${plainScore(campaign.score)}).`;
  const at = campaign.decided_at ? ` on ${day(campaign.decided_at)}` : '';
  switch (campaign.status) {
    case 'suspected':
      return {
        title: 'An automatic assessment, not a finding',
        text: `${assessed} No person has decided on it. It is a reason to look, and by itself no ground to act against anybody.`,
      };
    case 'dismissed': {
      const outcome = campaign.dismiss_outcome as keyof typeof OUTCOME_WORDS | null;
      const why = outcome && outcome in OUTCOME_WORDS ? `: ${OUTCOME_WORDS[outcome]}` : '';
      return {
        title: 'Dismissed',
        text: `A person dismissed this campaign${at}${why}. What follows records what was looked at, and says nothing against the accounts in it.`,
      };
    }
    case 'confirmed':
      return {
        title: 'Confirmed by a person',
        text: `${assessed} A person reviewed it and confirmed it${at}.`,
      };
    case 'contained':
      return {
        title: 'Contained',
        text: `${assessed} None of its accounts can act any more${campaign.contained_at ? ` since ${day(campaign.contained_at)}` : ''}${campaign.decided_at ? `; a person decided on it${at}` : '; no decision of a person on it is recorded'}.`,
      };
    case 'closed':
      return { title: 'Closed', text: `${assessed} The campaign is closed; this report is its record.` };
  }
}

function plainScore(value: number): string {
  return `${Math.min(value, 0.99).toFixed(2)} on a scale of 0 to 1`;
}
