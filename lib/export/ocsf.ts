import type { CampaignStatus, Severity } from '@/lib/model/campaign';
import { CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import type { CaseAccount, CaseFile, CaseIndicator } from './case/model';
import { plainJson } from './plain-json';
import { mitigationsOf, type TechniqueUse, tacticOf, techniquesOf, techniqueUrl } from './techniques';

// Open Cybersecurity Schema Framework: class 2004, Detection Finding. Only attributes that are there since version 1.5.
const OCSF_VERSION = '1.5.0';
const CATEGORY = 2;
const CLASS = 2004;

const ACTIVITY = { create: 1, update: 2, close: 3 } as const;
/** 0 unknown, 1 new, 2 in progress, 3 suppressed, 4 resolved. */
const STATUS: Record<CampaignStatus, { id: number; name: string; activity: keyof typeof ACTIVITY }> = {
  suspected: { id: 1, name: 'New', activity: 'create' },
  confirmed: { id: 2, name: 'In Progress', activity: 'update' },
  contained: { id: 4, name: 'Resolved', activity: 'update' },
  dismissed: { id: 3, name: 'Suppressed', activity: 'close' },
  closed: { id: 4, name: 'Resolved', activity: 'close' },
};
const SEVERITY: Record<Severity, { id: number; name: string }> = {
  low: { id: 2, name: 'Low' },
  medium: { id: 3, name: 'Medium' },
  high: { id: 4, name: 'High' },
  critical: { id: 5, name: 'Critical' },
};
const SEVERITY_OF: Record<CaseFile['campaign']['recommended_action'], Severity> = {
  watch: 'low',
  verify: 'medium',
  throttle: 'high',
  suspend: 'critical',
};

const millis = (time: string) => Date.parse(time);
const score = (share: number) => Math.round(100 * share);

/**
 * A case as Detection Findings for a SIEM, one JSON object a line with its line end: the campaign, then each account that the
 * case has as a finding of its own, which names the campaign's. Times are milliseconds, scores 0 to 100.
 */
export function* ocsfLines(file: CaseFile): Generator<string> {
  const techniques = techniquesOf(file);
  yield `${plainJson(campaignFinding(file, techniques))}\n`;
  for (const account of file.accounts) yield `${plainJson(accountFinding(file, account))}\n`;
}

function head(file: CaseFile, severity: Severity) {
  const { status } = file.campaign;
  const { id, name, activity } = STATUS[status];
  return {
    category_uid: CATEGORY,
    category_name: 'Findings',
    class_uid: CLASS,
    class_name: 'Detection Finding',
    activity_id: ACTIVITY[activity],
    type_uid: CLASS * 100 + ACTIVITY[activity],
    time: millis(file.cutoff),
    severity_id: SEVERITY[severity].id,
    severity: SEVERITY[severity].name,
    status_id: id,
    status: name,
    is_alert: activity !== 'close',
    metadata: {
      version: OCSF_VERSION,
      product: {
        name: file.producer.software,
        vendor_name: file.producer.organization,
        version: file.producer.software_version,
      },
      labels: [file.tlp],
    },
  };
}

function campaignFinding(file: CaseFile, techniques: TechniqueUse[]) {
  const { campaign, evidence, indicators } = file;
  const sought = Object.entries(campaign.capabilities) as [Capability, number][];
  const remediation = mitigationsOf(techniques).map(({ name, description }) => `${name}: ${description}`);
  return {
    ...head(file, SEVERITY_OF[campaign.recommended_action]),
    start_time: millis(campaign.first_seen),
    end_time: millis(campaign.last_seen),
    count: campaign.exchanges,
    confidence_score: score(campaign.coordination),
    risk_score: score(campaign.score),
    message: `${campaign.title}: ${campaign.account_count} accounts, ${campaign.harvest_exchanges} harvest exchanges`,
    finding_info: {
      uid: campaign.id,
      title: campaign.title,
      desc: evidence
        .filter(({ log_odds }) => log_odds > 0)
        .map(({ summary }) => summary)
        .join(' '),
      types: ['Model distillation campaign'],
      created_time: millis(campaign.detected_at),
      modified_time: millis(file.cutoff),
      first_seen_time: millis(campaign.first_seen),
      last_seen_time: millis(campaign.last_seen),
      analytic: {
        type_id: 4,
        type: 'Learning (ML/DL)',
        name: 'Coordination and extraction',
        uid: 'campaign',
      },
      attacks: techniques.map(attackOf),
    },
    resources: file.models.map(({ name }) => ({ name, type: 'AI Model' })),
    evidences: indicators.filter(({ hub }) => !hub).map(evidenceOf),
    ...(remediation.length > 0 ? { remediation: { desc: remediation.join(' ') } } : {}),
    unmapped: {
      coordination: campaign.coordination,
      extraction: campaign.extraction,
      account_count: campaign.account_count,
      harvest_exchanges: campaign.harvest_exchanges,
      recommended_action: campaign.recommended_action,
      capabilities: Object.fromEntries(
        sought.map(([capability, share]) => [CAPABILITY_WORDS[capability].label, share]),
      ),
      against: evidence.filter(({ log_odds }) => log_odds <= 0).map(({ summary }) => summary),
    },
  };
}

function accountFinding(file: CaseFile, account: CaseAccount) {
  const { campaign } = file;
  const { id, membership, harvest_share, reasons, recommended_action, looks_innocent } = account;
  const seen = {
    ...(account.first_seen === null ? {} : { first_seen_time: millis(account.first_seen) }),
    ...(account.last_seen === null ? {} : { last_seen_time: millis(account.last_seen) }),
  };
  return {
    ...head(file, SEVERITY_OF[recommended_action]),
    count: account.exchanges,
    confidence_score: score(membership),
    risk_score: score(membership * harvest_share),
    message: `Account of ${campaign.title}`,
    finding_info: {
      uid: `${campaign.id}/${id}`,
      title: `Member of ${campaign.title}`,
      desc: reasons.join(' '),
      types: ['Account of a model distillation campaign'],
      created_time: millis(account.joined_at),
      modified_time: millis(file.cutoff),
      ...seen,
      related_events: [{ uid: campaign.id, type: 'Detection Finding', type_uid: CLASS * 100 + 1 }],
    },
    evidences: [{ user: { uid: id, type_id: 1, type: 'User' } }],
    unmapped: {
      role: account.role,
      harvest_exchanges: account.harvest_exchanges,
      harvest_share,
      account_status: account.status,
      recommended_action,
      looks_innocent,
    },
  };
}

function attackOf(technique: TechniqueUse) {
  const { id, name } = technique;
  const [parent = id, child] = /^(.*\d{4})\.(\d{3})$/.test(id) ? [id.slice(0, -4), id] : [id];
  const [parentName = name, childName = name] = name.split(': ');
  const own = { uid: id, src_url: techniqueUrl(technique) };
  return {
    tactic: { uid: tacticOf(technique).id, name: tacticOf(technique).name },
    ...(child
      ? { technique: { uid: parent, name: parentName }, sub_technique: { ...own, name: childName } }
      : { technique: { ...own, name } }),
  };
}

function evidenceOf({ kind, value, keyed, accounts, outside, log_odds }: CaseIndicator) {
  return { name: kind, data: { kind, value, keyed, accounts, outside, log_odds } };
}
