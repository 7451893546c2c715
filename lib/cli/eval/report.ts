import { print, printTable } from '@/lib/cli/output';
import { type Reliability, reliability } from '@/lib/detect/evaluate-reliability';
import { ACTIONS } from '@/lib/model/campaign';
import type { Capability } from '@/lib/model/capability';
import type { AssessedGroup } from './assessed';
import type { Bar } from './bars';
import type { LabelCounts, Parts } from './parts';
import { campaignsOf, kindsOf, type Setting, summarize } from './summary';
import type { TimingPart } from './timing-part';
import type { WorldReport } from './world';

/** Prints what the worlds of one scenario and difficulty came to. */
export function printSetting(setting: Setting): void {
  const { scenario, difficulty, worlds } = setting;
  const all = summarize(setting);
  heading(`${scenario}, ${difficulty}: seeds ${worlds.map(({ seed }) => seed).join(', ')}`);
  if (all.campaigns > 0)
    print(
      `${all.found} of ${all.campaigns} campaigns found (${all.least_found} in the worst world); precision ${three(all.precision)}, recall ${three(all.recall)}.`,
    );
  print(
    `${all.false} campaigns of honest accounts; of ${all.honest} honest accounts ${three(all.beyond_watch_per_thousand)} per thousand beyond watch in any run (${three(all.beyond_watch_at_end)} at the end), ${all.suspended} recommended for suspension.`,
  );
  if (all.campaigns > 0) {
    print();
    printTable(
      [
        'campaign',
        'found',
        'once',
        'fragments',
        'precision',
        'purity',
        'recall',
        'least',
        'harvest off',
        'capabilities off',
        'hours',
        'spent',
        'most',
      ],
      campaignsOf(setting).map((one) => [
        one.campaign,
        `${one.found}/${one.worlds}`,
        one.once,
        two(one.fragments),
        three(one.precision),
        three(one.purity),
        three(one.recall),
        three(one.least_recall),
        three(one.harvest_error),
        three(one.capability_error),
        two(one.hours_to_detection),
        three(one.spent),
        three(one.most_spent),
      ]),
    );
  }
  print();
  printTable(
    ['honest', 'groups', 'accounts', ...ACTIONS],
    kindsOf(setting).map(({ kind, groups, accounts, steps }) => [
      kind,
      groups,
      accounts,
      ...ACTIONS.map((action) => steps[action]),
    ]),
  );
  printFailures(worlds);
}

/** Error of capability shares from which both sides are shown. */
const NOTICED = 0.1;

function largest(shares: Partial<Record<Capability, number>>): string {
  return Object.entries(shares)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([name, share]) => `${name} ${two(share)}`)
    .join(', ');
}

function printFailures(worlds: readonly WorldReport[]): void {
  const missed = worlds.flatMap(({ seed, missed }) => missed.map((one) => ({ seed, ...one })));
  const raised = worlds.flatMap(({ seed, raised }) => raised.map((one) => ({ seed, ...one })));
  if (missed.length > 0) {
    print();
    printTable(
      [
        'missed',
        'seed',
        'in others',
        'nearest group',
        'of it',
        'coordination',
        'extraction',
        'strongest evidence',
      ],
      missed.map(({ campaign, seed, covered, best }) => [
        campaign,
        seed,
        two(covered),
        best?.accounts ?? 0,
        best?.of_campaign ?? 0,
        two(best?.coordination ?? null),
        two(best?.extraction ?? null),
        best ? evidenceOf(best.evidence) : 'no group',
      ]),
    );
  }
  const off = worlds.flatMap(({ seed, result }) =>
    result.true.flatMap(({ campaign, capabilities, capability_error }) =>
      capabilities && capability_error !== null && capability_error > NOTICED
        ? [[campaign, seed, three(capability_error), largest(capabilities.true), largest(capabilities.given)]]
        : [],
    ),
  );
  if (off.length > 0) {
    print();
    printTable(['capabilities off', 'seed', 'by', 'sought', 'as given'], off);
  }
  const mixed = worlds.flatMap(({ seed, mixed }) => mixed.map((one) => ({ seed, ...one })));
  if (mixed.length > 0) {
    print();
    printTable(
      ['mixed up', 'seed', 'score', 'members', 'who they are', 'strongest evidence'],
      mixed.map(({ id, seed, score, members, of, evidence }) => [
        id,
        seed,
        two(score),
        members,
        of.map(([name, count]) => `${name} ${count}`).join(', '),
        evidenceOf(evidence),
      ]),
    );
  }
  if (raised.length > 0) {
    print();
    printTable(
      ['wrongly raised', 'kind', 'seed', 'accounts', 'step', 'at', 'score', 'mixed up with', 'evidence'],
      raised.map((one) => [
        one.group,
        one.kind,
        one.seed,
        one.accounts,
        one.step,
        one.at.slice(0, 16),
        two(one.score),
        one.match ?? '',
        evidenceOf(one.evidence),
      ]),
    );
  }
}

/** Prints how far scores can be taken at their word, over all worlds. */
export function printReliability(worlds: readonly WorldReport[]): void {
  heading('Reliability');
  printBins(
    'assessed groups by score',
    reliability(
      worlds.flatMap(({ assessed }) =>
        assessed.map(({ score, campaign }) => ({ predicted: score, real: campaign !== null })),
      ),
    ),
  );
  print();
  printBins('listed accounts by membership', reliability(worlds.flatMap(({ memberships }) => memberships)));
}

function printBins(what: string, { count, base, brier, error, bins }: Reliability): void {
  print(
    `${count} ${what}: ${three(base)} are real; Brier score ${three(brier)}, calibration error ${three(error)}.`,
  );
  printTable(
    ['predicted', 'count', 'mean', 'real'],
    bins.map((bin) => [
      `${two(bin.from)} to ${two(bin.to)}`,
      bin.count,
      three(bin.predicted),
      three(bin.real),
    ]),
  );
}

/** Prints how the parts did on real data. */
export function printParts({ scaffolds, capabilities, ordinary, timing }: Parts): void {
  if (scaffolds) {
    const { items, classes, clusters, coverage, homogeneity, completeness, ari } = scaffolds.agreement;
    heading('Scaffold families on prompts of known templates');
    print(
      `${items} prompts of ${classes} templates in ${clusters} families: coverage ${three(coverage)}, homogeneity ${three(homogeneity)}, completeness ${three(completeness)}, adjusted Rand index ${three(ari)}.`,
    );
  }
  for (const { source, agreement } of capabilities ?? []) {
    heading(`Capability labels: ${source}`);
    print(
      `${agreement.count} exchanges: accuracy ${three(agreement.accuracy)}, macro F1 ${three(agreement.macro_f1)}.`,
    );
    printTable(
      ['capability', 'count', 'precision', 'recall', 'F1', 'taken for'],
      agreement.labels.map((one) => [
        one.label,
        one.count,
        three(one.precision),
        three(one.recall),
        three(one.f1),
        one.instead
          .slice(0, 3)
          .map(([label, count]) => `${label} ${count}`)
          .join(', '),
      ]),
    );
  }
  if (ordinary) {
    heading('Capability labels of ordinary prompts');
    printTable(
      ['prompts', 'count', 'rare labels', 'share', 'labels'],
      [ordinary.ordinary, ...ordinary.files].map(labelRow),
    );
  }
  if (timing) printTiming(timing);
}

function labelRow({ name, prompts, rare, labels }: LabelCounts): unknown[] {
  const most = Object.entries(labels).sort((a, b) => b[1] - a[1]);
  return [
    name,
    prompts,
    rare,
    four(rare / Math.max(1, prompts)),
    most.map((one) => one.join(' ')).join(', '),
  ];
}

function printTiming(timing: TimingPart): void {
  heading('Timing of real clients that have nothing to do with each other');
  print(
    `${timing.clients} clients, ${timing.windows} ten-minute windows: variation below 0.5 in ${three(timing.windows_below_half)}, below 0.3 in ${three(timing.windows_below_third)} of windows; median below 0.5 for ${three(timing.clients_below_half)} of clients.`,
  );
  const names = Object.keys(timing.groups[0]?.marked ?? {});
  printTable(
    ['groups drawn', 'clients', 'groups', ...names],
    timing.groups.map(({ drawn, size, groups, marked }) => [
      drawn,
      size,
      groups,
      ...names.map((name) => marked[name] ?? 0),
    ]),
  );
}

/** Prints what is asked beside what was reached. */
export function printBars(bars: readonly Bar[]): void {
  if (bars.length === 0) return;
  heading('What is asked');
  printTable(
    ['', 'asked', 'reached', ''],
    bars.map(({ what, asked, value, met }) => [what, asked, four(value), met ? 'met' : 'missed']),
  );
}

function heading(text: string): void {
  print();
  print(`# ${text}`);
}

function evidenceOf(evidence: AssessedGroup['evidence']): string {
  return evidence
    .map(({ signal, log_odds }) => `${signal} ${log_odds > 0 ? '+' : ''}${log_odds.toFixed(1)}`)
    .join(', ');
}

function two(value: number | null): string {
  return value === null ? '' : value.toFixed(2);
}

function three(value: number | null): string {
  return value === null ? '' : value.toFixed(3);
}

function four(value: number): string {
  return value.toFixed(4);
}
