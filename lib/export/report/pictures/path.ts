import { type Mark, PICTURE_WIDTH, type Picture } from '@/lib/export/report/document';
import { plural } from '@/lib/export/report/words';
import { TACTICS, type TechniqueUse } from '@/lib/export/techniques';

const GAP = 14;
const HEAD = 34;
const BOX = 22;

/** The stages from left to right, with the techniques of each: solid outline seen, dashed concluded. */
export function pathPicture(techniques: readonly TechniqueUse[]): Picture {
  const width = (PICTURE_WIDTH - GAP * (TACTICS.length - 1)) / TACTICS.length;
  const byStage = TACTICS.map((tactic) => techniques.filter(({ phase }) => phase === tactic.phase));
  const most = Math.max(...byStage.map((stage) => stage.length));
  const height = HEAD + most * (BOX + 5) + 4;
  const marks: Mark[] = TACTICS.flatMap(({ name }, i): Mark[] => {
    const stage = byStage[i] ?? [];
    const left = i * (width + GAP);
    const used = stage.length > 0;
    const [first = '', second] = halves(name);
    return [
      {
        mark: 'rect',
        x: left,
        y: 0,
        w: width,
        h: HEAD - 6,
        ink: used ? 'mark' : 'paper',
        outline: used ? 'mark' : 'line',
      },
      ...[first, second].flatMap((line, n): Mark[] =>
        line === undefined
          ? []
          : [
              {
                mark: 'text',
                x: left + width / 2,
                y: second === undefined ? 18 : 12.5 + n * 11,
                text: line,
                anchor: 'middle',
                ink: used ? 'paper' : 'quiet',
                size: 10,
                bold: used,
              },
            ],
      ),
      ...(i < TACTICS.length - 1
        ? ([
            {
              mark: 'line',
              x1: left + width + 2,
              y1: 14,
              x2: left + width + GAP - 3,
              y2: 14,
              ink: 'quiet',
              width: 1.2,
            },
            {
              mark: 'line',
              x1: left + width + GAP - 7,
              y1: 10.5,
              x2: left + width + GAP - 3,
              y2: 14,
              ink: 'quiet',
              width: 1.2,
            },
            {
              mark: 'line',
              x1: left + width + GAP - 7,
              y1: 17.5,
              x2: left + width + GAP - 3,
              y2: 14,
              ink: 'quiet',
              width: 1.2,
            },
          ] as const)
        : []),
      ...stage.flatMap(({ id, basis }, n): Mark[] =>
        box(left, HEAD + n * (BOX + 5), width, id, basis === 'seen'),
      ),
    ];
  });
  const stages = byStage.filter((stage) => stage.length > 0).length;
  const seen = techniques.filter(({ basis }) => basis === 'seen').length;
  return {
    title: `${plural(techniques.length, 'technique')} in ${stages} of ${TACTICS.length} stages, ${seen} of them seen`,
    caption:
      'Stages as in MITRE ATLAS, first to last. Solid outline: seen in the records; dashed: concluded from them.',
    description: TACTICS.map(
      ({ name }, i) =>
        `${name}: ${(byStage[i] ?? []).map(({ id, name: technique, basis }) => `${id} ${technique} (${basis})`).join(', ') || 'none'}.`,
    ).join(' '),
    width: PICTURE_WIDTH,
    height,
    marks,
  };
}

function box(x: number, y: number, w: number, id: string, seen: boolean): Mark[] {
  const edges = [
    [x, y, x + w, y],
    [x + w, y, x + w, y + BOX],
    [x + w, y + BOX, x, y + BOX],
    [x, y + BOX, x, y],
  ] as const;
  return [
    ...edges.map(
      ([x1, y1, x2, y2]): Mark => ({
        mark: 'line',
        x1,
        y1,
        x2,
        y2,
        ink: seen ? 'text' : 'quiet',
        dashed: !seen,
      }),
    ),
    {
      mark: 'text',
      x: x + w / 2,
      y: y + 15,
      text: id,
      anchor: 'middle',
      size: 10.5,
      bold: seen,
      ink: seen ? 'text' : 'quiet',
    },
  ];
}

/** A name on two lines where it has two words. */
function halves(name: string): string[] {
  const words = name.split(' ');
  if (words.length < 2) return [name];
  const half = Math.ceil(words.length / 2);
  return [words.slice(0, half).join(' '), words.slice(half).join(' ')];
}
