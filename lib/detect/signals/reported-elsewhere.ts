import type { Report } from '@/lib/detect/snapshot';
import { clamp } from '@/lib/detect/statistics';
import { contrast } from '@/lib/detect/statistics-tails';
import { number, percent, type Signal } from './signal';
import { viewOf } from './view';

/** What a source's own confidence counts as when it names none. */
const UNSURE = 0.3;
const LEAST_CONFIDENCE = 0.2;
const MOST = 2.5;
/** What an address or a user agent says when only its block or its family can be compared. */
const COARSE = 0.6;
/** Shown by so large a part of the others it is an exit that everybody uses: nothing is concluded from it. */
const EVERYBODY = 0.05;

/**
 * Something that another provider reported, and that members show far more than other customers. Weighed by the source's
 * confidence and by how rare it is here, so that a reported VPN exit says nothing; reports whose validity has ended, or that were
 * taken back, are not read. Base rate: the others who show it, and those who show anything that was reported of the kind, in the
 * same data. Source: indicator sharing between providers (April and September 2026); its quality is the source's, so it never
 * weighs more than 2.5.
 */
export const reportedElsewhere: Signal = {
  name: 'reported-elsewhere',
  about: 'coordination',
  theme: 'public',
  evaluate(scene) {
    const { members, isMember, isOther } = viewOf(scene);
    const others = scene.others.length;
    const reports = scene.rhythm.reports ?? [];
    const best = reports
      .flatMap((report) => {
        const sure = (report.confidence ?? UNSURE) * (report.coarse ? COARSE : 1);
        let [inside, out] = [0, 0];
        for (const account of report.accounts) {
          if (isMember(account)) inside++;
          else if (isOther(account)) out++;
        }
        if (inside < 2 || sure < LEAST_CONFIDENCE || out > EVERYBODY * others) return [];
        const { logOdds, p } = contrast(inside, members.length, out, others);
        const covered = Math.min(1, inside / members.length / 0.3);
        return [{ report, inside, out, p, weight: clamp(logOdds, 0, MOST) * sure * covered }];
      })
      .sort((a, b) => b.weight - a.weight)[0];
    if (!best || best.weight < 0.2) return null;
    const { report, inside, out } = best;
    const any = new Set(
      reports.filter(({ kind }) => kind === report.kind).flatMap(({ accounts }) => accounts.filter(isOther)),
    ).size;
    const kind = report.kind.slice(0, 40).replaceAll('_', ' ');
    const share = (count: number) => `${number(count)} (${percent(count / Math.max(1, others))})`;
    return {
      logOdds: best.weight,
      summary: `${number(inside)} of ${number(members.length)} accounts show something that another provider reported${sourceOf(report)}: ${kind} ${report.value.slice(0, 80)}${report.confidence === null ? '' : `, with a confidence of ${percent(report.confidence)}`}.`,
      baseline: `Of ${number(others)} other accounts, ${share(out)} show it too, and ${share(any)} show any ${kind} that was reported.`,
      details: {
        kind: report.kind,
        value: report.value,
        source: report.source,
        confidence: report.confidence,
        note: report.note,
        ...(report.stixId === undefined
          ? {}
          : { stix_id: report.stixId, tlp: report.tlp ?? null, coarse: report.coarse ?? false }),
        accounts: inside,
        members: members.length,
        others: out,
        others_of_kind: any,
        others_total: others,
        chance: best.p,
      },
    };
  },
};

function sourceOf({ source, tlp }: Report): string {
  const said = [source?.slice(0, 60), tlp].filter(Boolean);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}
