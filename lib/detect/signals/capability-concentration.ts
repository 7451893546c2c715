import { facts, isHarvest } from '@/lib/detect/group';
import { clamp } from '@/lib/detect/statistics';
import { CAPABILITIES, CAPABILITY_WORDS } from '@/lib/model/capability';
import { number, percent, type Signal } from './signal';

/** How much a share of each capability says about training: grading and traces hardly occur elsewhere, coding does everywhere. */
const WEIGHT: Record<string, number> = {
  trace_extraction: 1.3,
  trace_cleaning: 1.1,
  policy_rewriting: 1.1,
  rubric_grading: 1,
  task_synthesis: 1,
  reasoning_elicitation: 0.9,
  orchestration: 0.7,
  computer_use: 0.7,
  tool_use: 0.5,
  vision: 0.5,
  data_analysis: 0.5,
  coding: 0.5,
  general: 0,
};

/** Exchanges from which a peer's own mix is known well enough to be called narrow. */
const LEAST_PEER = 10;

/**
 * The few capabilities the harvest goes for, against what customers on the same plans and pathways ask for. Null model: the
 * peers' mix; and how many single peers are as narrow bounds the weight, because an honest batch or coding customer is as narrow as a
 * harvest. Source: the February 2026 report (massive volume in few areas, content that maps onto training).
 */
export const capabilityConcentration: Signal = {
  name: 'capability-concentration',
  about: 'extraction',
  theme: 'harvest',
  evaluate({ world, group, peers }) {
    // Each account's mix counts the same, so that one busy member does not speak for the group.
    const inside = new Array<number>(CAPABILITIES.length).fill(0);
    let [exchanges, accounts] = [0, 0];
    for (const { account } of group.members) {
      const own = world.cells.by(account).filter((cell) => isHarvest(cell, group.harvest));
      const sum = own.reduce((total, cell) => total + cell.exchanges, 0);
      if (sum === 0) continue;
      exchanges += sum;
      accounts++;
      for (const cell of own) inside[cell.capability] = (inside[cell.capability] ?? 0) + cell.exchanges / sum;
    }
    const outside = new Array<number>(CAPABILITIES.length).fill(0);
    for (const account of peers) {
      const { capabilities } = facts(world, account);
      for (let i = 0; i < capabilities.length; i++)
        outside[i] = (outside[i] ?? 0) + (capabilities[i] as number);
    }
    const all = outside.reduce((a, b) => a + b, 0);
    if (exchanges < 20 || all < 50) return null;
    const sought = CAPABILITIES.map((name, i) => {
      const share = (inside[i] as number) / accounts;
      const usual = ((outside[i] as number) + 1) / (all + CAPABILITIES.length);
      return {
        name,
        share,
        usual,
        gain: share > usual && share > 0.03 ? share * Math.log(share / usual) * (WEIGHT[name] ?? 0) : 0,
      };
    })
      .filter(({ gain }) => gain > 0)
      .sort((a, b) => b.gain - a.gain);
    const gain = sought.reduce((sum, one) => sum + one.gain, 0);
    if (gain < 0.15) return null;
    const soughtAt = sought.slice(0, 3).map(({ name }) => CAPABILITIES.indexOf(name));
    const bar = sought.slice(0, 3).reduce((sum, one) => sum + one.share, 0);
    let [narrow, known] = [0, 0];
    for (const account of peers) {
      const own = facts(world, account);
      if (own.exchanges < LEAST_PEER) continue;
      known++;
      const asked = soughtAt.reduce((sum, i) => sum + (own.capabilities[i] ?? 0), 0);
      if (asked >= bar * own.exchanges) narrow++;
    }
    const rare = -Math.log((narrow + 0.5) / (known + 1));
    const named = sought.slice(0, 3);
    const share = named.reduce((sum, one) => sum + one.share, 0);
    const usual = named.reduce((sum, one) => sum + one.usual, 0);
    return {
      logOdds: clamp(1.6 * gain, 0, Math.min(4, known < 20 ? 2 : rare)),
      summary: `${percent(share)} of ${number(exchanges)} exchanges, averaged over ${number(accounts)} accounts, ask for ${list(named.map(({ name }) => CAPABILITY_WORDS[name].sought))}.`,
      baseline: `Of comparable customers' ${number(all)} exchanges, ${percent(usual)} do; ${number(narrow)} of ${number(known)} single customers ask for as much of it.`,
      details: {
        exchanges,
        peers: peers.length,
        peers_as_narrow: narrow,
        peers_known: known,
        shares: Object.fromEntries(sought.map((one) => [one.name, [one.share, one.usual]])),
      },
    };
  },
};

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
