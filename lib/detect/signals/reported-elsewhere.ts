import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

/** What a source's own confidence counts as when it names none. */
const UNSURE = 0.3;
const LEAST_CONFIDENCE = 0.2;
const MOST = 2.5;

/**
 * Something that another provider reported, and that members show far more than other customers. Weighed by the source's
 * confidence and by how rare it is here, so that a reported VPN exit says nothing; reports whose validity has ended are not
 * read. Base rate: the others who show it, in the same data. Source: indicator sharing between providers (April and
 * September 2026); its quality is the source's, so it never weighs more than 2.5.
 */
export const reportedElsewhere: Signal = {
  name: 'reported-elsewhere',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    const { members, isMember, isOther } = viewOf(scene);
    const others = scene.others.length;
    const best = (scene.rhythm.reports ?? [])
      .flatMap((report) => {
        const sure = report.confidence ?? UNSURE;
        let [inside, out] = [0, 0];
        for (const account of report.accounts) {
          if (isMember(account)) inside++;
          else if (isOther(account)) out++;
        }
        if (inside < 2 || sure < LEAST_CONFIDENCE) return [];
        const { logOdds, p } = contrast(inside, members.length, out, others);
        const covered = Math.min(1, inside / members.length / 0.3);
        return [{ report, inside, out, p, weight: clamp(logOdds, 0, MOST) * sure * covered }];
      })
      .sort((a, b) => b.weight - a.weight)[0];
    if (!best || best.weight < 0.2) return null;
    const { report, inside, out } = best;
    return {
      logOdds: best.weight,
      summary: `${number(inside)} of ${number(members.length)} accounts show something that another provider reported${report.source ? ` (${report.source.slice(0, 60)})` : ''}: ${report.kind.slice(0, 40).replaceAll('_', ' ')} ${report.value.slice(0, 80)}${report.confidence === null ? '' : `, with a confidence of ${percent(report.confidence)}`}.`,
      baseline: `Of ${number(others)} other accounts, ${number(out)} (${percent(out / Math.max(1, others))}) show it too.`,
      details: {
        kind: report.kind,
        value: report.value,
        source: report.source,
        confidence: report.confidence,
        note: report.note,
        accounts: inside,
        members: members.length,
        others: out,
        others_total: others,
        chance: best.p,
      },
    };
  },
};
