import type { CaseFile } from '@/lib/export/case/model';
import { plainJson } from '@/lib/export/plain-json';
import {
  ATLAS_VERSION,
  mitigationsOf,
  mitigationUrl,
  techniquesOf,
  techniqueUrl,
  whyOf,
} from '@/lib/export/techniques';
import { CAPABILITY_WORDS, type Capability } from '@/lib/model/capability';
import { assessments } from './assessments';
import { EXTENSIONS, PROGRAM } from './extensions';
import { confidenceOf, indicators } from './indicators';
import { Maker, moment } from './maker';
import { tlpMarking } from './markings';
import type { StixBundle, StixObject } from './object';
import { accountObservable, indicatorObservable, scaffoldObservable } from './observables';

/** The most that `number_observed` may be. */
const MOST_OBSERVED = 999_999_999;

/**
 * A case file as a STIX 2.1 bundle: who says it, the report that names everything else, campaign, techniques and what is against
 * them, what was observed, indicators, and notes for and against. Pure: the same case gives the same bundle, and what a
 * redaction level left out of the case is in no part of it. Every object but the markings is marked. A dismissed campaign
 * comes revoked, so that whoever has an earlier version takes it back.
 */
export function stixBundle(file: CaseFile): StixBundle {
  const maker = new Maker(file);
  const campaign = campaignObject(maker, file);
  techniques(maker, file, campaign);
  const sources = observed(maker, file, campaign);
  indicators(maker, file, campaign, sources);
  assessments(maker, file, campaign);
  const named = maker.all().map(({ id }) => id);
  maker.own('report', [], {
    name: `Case file: ${file.campaign.title}`,
    description: describe(file),
    report_types: ['campaign', 'indicator'],
    published: maker.modified,
    object_refs: named,
    external_references: reference(file),
    confidence: confidenceOf(file.campaign.score),
  });
  const markings = [...new Set([file.tlp, 'TLP:CLEAR'] as const)].map(tlpMarking);
  return {
    type: 'bundle',
    id: maker.bundleId(),
    objects: [...markings, PROGRAM, ...EXTENSIONS, ...maker.all()],
  };
}

/** The bundle as text, an object a line, so that no single string holds all of it. */
export function* stixText(file: CaseFile): Generator<string> {
  const { objects, ...head } = stixBundle(file);
  yield `${plainJson(head).slice(0, -1)},"objects":[\n`;
  let between = '';
  for (const object of objects) {
    yield between + plainJson(object);
    between = ',\n';
  }
  yield '\n]}\n';
}

function reference({ producer, campaign }: CaseFile) {
  return [{ source_name: `${producer.organization} case`, external_id: campaign.id }];
}

function describe({ campaign, redaction }: CaseFile): string {
  const { account_count, exchanges, harvest_exchanges, coordination, extraction, status } = campaign;
  const n = (value: number) => value.toLocaleString('en-US');
  return (
    `${n(account_count)} accounts, ${n(exchanges)} exchanges, of which ${n(harvest_exchanges)} harvest. Acting as one: ` +
    `${percent(coordination)}; harvesting: ${percent(extraction)}. Status: ${status}. Redaction: ${redaction}.`
  );
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function campaignObject(maker: Maker, file: CaseFile): StixObject {
  const { campaign } = file;
  const sought = (Object.entries(campaign.capabilities) as [Capability, number][])
    .filter(([, share]) => share >= 0.05)
    .sort((a, b) => b[1] - a[1])
    .map(([capability, share]) => `${CAPABILITY_WORDS[capability].sought} (${percent(share)})`);
  return maker.own('campaign', [], {
    name: campaign.title,
    description: describe(file),
    first_seen: moment(campaign.first_seen),
    last_seen: moment(campaign.last_seen),
    ...(sought.length > 0 ? { objective: `Collects ${sought.join(', ')}.` } : {}),
    external_references: reference(file),
    confidence: confidenceOf(campaign.score),
  });
}

function techniques(maker: Maker, file: CaseFile, campaign: StixObject): void {
  const used = techniquesOf(file);
  const patterns = new Map<string, StixObject>();
  for (const technique of used) {
    const { framework, id, name, phase } = technique;
    const pattern = maker.general('attack-pattern', [id], {
      name,
      kill_chain_phases: [{ kill_chain_name: framework, phase_name: phase }],
      external_references: [{ source_name: framework, external_id: id, url: techniqueUrl(technique) }],
    });
    patterns.set(id, pattern);
    maker.relationship(campaign, 'uses', pattern, whyOf(technique));
  }
  for (const mitigation of mitigationsOf(used)) {
    const { id, name, description, against } = mitigation;
    const course = maker.general('course-of-action', [id], {
      name,
      description,
      external_references: [
        {
          source_name: 'mitre-atlas',
          external_id: id,
          url: mitigationUrl(mitigation),
          description: `MITRE ATLAS ${ATLAS_VERSION}`,
        },
      ],
    });
    for (const technique of against) {
      const pattern = patterns.get(technique);
      if (pattern) maker.relationship(course, 'mitigates', pattern);
    }
  }
}

/** What was seen: accounts, scaffolds, and where they come from; the last also as the infrastructure of the campaign. */
function observed(maker: Maker, file: CaseFile, campaign: StixObject): StixObject[] {
  const { first_seen, last_seen, exchanges } = file.campaign;
  const times = { first_observed: moment(first_seen), last_observed: moment(last_seen) };
  const data = (name: string, count: number, things: StixObject[]) =>
    things.length === 0
      ? []
      : [
          maker.own('observed-data', [name], {
            ...times,
            number_observed: Math.min(Math.max(1, count), MOST_OBSERVED),
            object_refs: [...new Set(things.map(({ id }) => id))],
          }),
        ];
  const accounts = file.accounts.map((account) => maker.observable(accountObservable(account)));
  const scaffolds = file.scaffolds.map((scaffold) => maker.observable(scaffoldObservable(scaffold)));
  const origins = file.indicators.flatMap((indicator) => {
    const object = indicator.hub ? null : indicatorObservable(indicator);
    return object ? [maker.observable(object)] : [];
  });
  const networks = origins.filter(({ type }) => type !== 'domain-name');
  if (networks.length > 0) {
    const infrastructure = maker.own('infrastructure', [], {
      name: `Networks of ${file.campaign.title}`,
      description: 'Where accounts of the campaign come from, without what many unrelated customers use.',
      infrastructure_types: ['unknown'],
      first_seen: times.first_observed,
      last_seen: times.last_observed,
    });
    maker.relationship(campaign, 'uses', infrastructure);
    for (const network of new Set(networks)) maker.relationship(infrastructure, 'consists-of', network);
  }
  return [
    ...data('accounts', exchanges, accounts),
    ...data(
      'scaffolds',
      file.scaffolds.reduce((sum, one) => sum + one.exchanges, 0),
      scaffolds,
    ),
    ...data('origins', exchanges, origins),
  ];
}
