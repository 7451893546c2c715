import type { CapabilityPart, OrdinaryPart, Parts, ScaffoldPart } from './parts';
import { campaignsOf, type Setting, summarize } from './summary';

/** Something that is asked of detection, and how it stands. */
export interface Bar {
  what: string;
  asked: string;
  value: number;
  met: boolean;
}

/** What is asked of the mixed worlds of a difficulty; nothing of other scenarios. */
export function worldBars(setting: Setting): Bar[] {
  if (setting.scenario !== 'mixed') return [];
  const all = summarize(setting);
  const campaigns = campaignsOf(setting);
  const name = (what: string) => `${setting.difficulty}: ${what}`;
  const suspended = atMost(name('honest accounts recommended for suspension'), all.suspended, 0);
  const raised = below(
    name('honest accounts beyond watch, per thousand'),
    all.beyond_watch_per_thousand ?? 0,
    1,
  );
  if (setting.difficulty === 'hard') {
    const share = Math.min(
      ...setting.worlds.map(({ result }) => result.campaigns_found / result.campaigns_true),
    );
    return [
      atLeast(name('share of campaigns found, worst world'), share, 5 / 7),
      atLeast(name('account precision'), all.precision ?? 0, 0.97),
      suspended,
      raised,
    ];
  }
  const worst = (values: (number | null)[]) => Math.max(0, ...values.filter((value) => value !== null));
  return [
    atLeast(name('share of campaigns found'), all.found / all.campaigns, 1),
    atLeast(name('account precision'), all.precision ?? 0, 0.99),
    atLeast(name('account recall'), all.recall ?? 0, 0.95),
    suspended,
    raised,
    atMost(
      name('capabilities off (L1), worst campaign'),
      worst(campaigns.map((one) => one.capability_error)),
      0.1,
    ),
    below(name('traffic spent when first found, worst'), worst(campaigns.map((one) => one.most_spent)), 0.15),
  ];
}

/** What is asked of the parts on real data. */
export function partBars({ scaffolds, capabilities, ordinary }: Parts): Bar[] {
  return [
    ...(scaffolds ? scaffoldBars(scaffolds) : []),
    ...(capabilities ?? []).flatMap(capabilityBars),
    ...(ordinary ? ordinaryBars(ordinary) : []),
  ];
}

function scaffoldBars({ agreement }: ScaffoldPart): Bar[] {
  return [
    atLeast('scaffold families: adjusted Rand index', agreement.ari, 0.8),
    atLeast('scaffold families: coverage', agreement.coverage, 0.93),
  ];
}

function capabilityBars({ source, agreement }: CapabilityPart): Bar[] {
  return [atLeast(`capability labels, ${source}: macro F1`, agreement.macro_f1 ?? 0, 0.85)];
}

function ordinaryBars({ ordinary }: OrdinaryPart): Bar[] {
  return [
    below('rare capabilities on ordinary prompts', ordinary.rare / Math.max(1, ordinary.prompts), 0.005),
  ];
}

function atLeast(what: string, value: number, bar: number): Bar {
  return { what, asked: `≥ ${round(bar)}`, value, met: value >= bar };
}

function atMost(what: string, value: number, bar: number): Bar {
  return { what, asked: `≤ ${round(bar)}`, value, met: value <= bar };
}

function below(what: string, value: number, bar: number): Bar {
  return { what, asked: `< ${round(bar)}`, value, met: value < bar };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
