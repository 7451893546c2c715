import { FOLD, fold, isUnspaced } from './fold';
import { Recent } from './recent';
import type { Spelled } from './units';

/** What is read of a prompt for its frame: enough for payloads many times longer than the scaffold. */
const FRAME_HEAD = 16_000;
const FRAME_TAIL = 6_000;
const MOST_PARTS = 12;
/** A longer line is payload, not instruction. */
const LONGEST_LINE = 240;
const LONGEST_LABEL = 40;
const MOST_LABEL_WORDS = 4;
/** Words of an instruction line that count; a slot seldom begins before. */
const LINE_WORDS = 5;
/** With so many labels, lines no longer count. */
const MOST_LABELS_BESIDE_LINES = 3;

/** Labels that scaffolds use, in several languages, folded. */
const LABELS = new Set(
  `question questions answer answers response responses instruction instructions input output context passage article text document rubric
  score criteria reference task user assistant human system prompt example examples hint choices options summary title review sentence
  hypothesis premise code language format constraints goal observation thought action tools history query problem solution reasoning
  feedback evaluation conversation dialogue dialog transcript trace paragraph topic category categories statement background situation result
  explanation candidate judge verdict original rewrite rewritten draft data dataset schema table plot story description q a facts
  requirements rules steps guidelines notes information bio target source label rationale thinking analysis conclusion final
  问题 答案 回答 指令 输入 输出 上下文 文章 文本 参考答案 评分标准 评分 任务 用户 助手 系统 示例 选项 摘要 标题 句子 代码 要求 推理 原文 改写 题目 回复 对话 背景 材料
  質問 回答 指示 入力 出力 文脈 文章 参考 評価基準 課題 例 要約 問題 解答 質問文 会話
  질문 답변 지시 입력 출력 문맥 문제 본문 요약 기준
  frage antwort anweisung eingabe ausgabe kontext aufgabe bewertung
  reponse consigne entree sortie contexte tache texte
  pregunta respuesta instruccion entrada salida contexto tarea texto
  вопрос ответ инструкция ввод вывод контекст задача текст`
    .split(/\s+/)
    .map((label) => fold(label)),
);

/** Words that point from an instruction to a payload, and the words for what they point at. */
const POINTING =
  /ollowing|[Aa]bove\b|[Bb]elow\b|[Gg]iven\b|ased on\b|revious|receding|rovided\b|ccording to|[Tt]his (?:sen|tex|art|rev|que|pas|dia|sta)|olgende|bige[nrms]?\b|uivante?s?\b|i-dess[ou]us|iguiente|nterior\b/;
const POINTING_WIDE =
  /以下|下面|上述|上面|根据|给定|如下|上記|次の|与えられた|다음|위의|아래|주어진|следующ|приведен|выше/;
/** No match of these begins so far before its end. */
const LONGEST_POINTING = 16;
/** Bits of units from U+0400 on. */
const WIDE = 0xfc00;
const POINTED =
  /\b(?:questions?|answers?|sentences?|passages?|paragraphs?|texts?|articles?|contexts?|responses?|reviews?|statements?|instructions?|tasks?|inputs?|options?|choices|documents?|dialogues?|conversations?|information|points|facts|code|data|table|format|criteria|rubric|steps|rules|prompts?|transcripts?|trace|story|plot|fragen?|antwort(?:en)?|satz|aufgabe|r[ée]ponses?|phrases?|textes?|preguntas?|respuestas?|textos?)\b|问题|回答|答案|句子|文章|段落|文本|内容|要求|标准|格式|对话|题目|質問|文章|内容|形式|基準|문장|질문|답변|내용|형식|기준|вопрос|ответ|текст|предложени/i;

/** One line of a frame, folded. */
export interface FramePart {
  readonly text: string;
  /** A label, and no instruction. */
  readonly isLabel: boolean;
}

function part(text: string): FramePart {
  return { text, isLabel: text.endsWith(':') || text.startsWith('<') };
}

/** The prompt that is being read, from which what was not seen lately is cut out. */
let reading = '';

/**
 * The constant lines of a prompt, folded, in order, each once: labels (`Answer:`, `### Rubric`, `<passage>`, `【问题】`) and
 * instruction lines that point at a payload, without what fills them. At most 12; empty when there are none.
 */
export function frameParts(prompt: Spelled): readonly FramePart[] {
  const parts: FramePart[] = [];
  let end = prompt.text.length;
  while (end > 0 && isWhite(prompt.at[end - 1] as number)) end--;
  if (end <= FRAME_HEAD + FRAME_TAIL) readLines(prompt, 0, end, false, parts);
  else {
    readLines(prompt, 0, FRAME_HEAD, true, parts);
    readLines(prompt, end - FRAME_TAIL, end, false, parts);
  }
  // Where labels carry the frame, lines that point are as likely the payload's own.
  let labels = 0;
  for (const { isLabel } of parts) if (isLabel) labels++;
  return labels >= MOST_LABELS_BESIDE_LINES && labels < parts.length
    ? parts.filter(({ isLabel }) => isLabel)
    : parts;
}

/** What `trimEnd` takes away. */
function isWhite(unit: number): boolean {
  return unit <= 0x20
    ? unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)
    : unit >= 0xa0 && /\s/.test(String.fromCharCode(unit));
}

/** `goesOn`: whether words that point may go on beyond `end`. */
function readLines(prompt: Spelled, start: number, end: number, goesOn: boolean, parts: FramePart[]): void {
  const { at: units, text } = prompt;
  reading = text;
  const wide = (prompt.bits & WIDE) !== 0;
  const lines = wide ? linesWide : linesNarrow;
  for (let at = start; at < end && parts.length < MOST_PARTS; ) {
    let stop = at;
    let points = wide;
    for (; stop < end; stop++) {
      const hint = HINTS[units[stop] as number] as number;
      if (hint === 0) continue;
      if (hint === LINE_END) break;
      if (!points) points = mayPoint(units, stop);
    }
    const named = label(units, at, stop, at === 0 || stop === end);
    if (named) addOnce(parts, named);
    else if (stop - at <= LONGEST_LINE && (points || (goesOn && stop === end))) {
      const line =
        goesOn && stop === end
          ? instruction(text.slice(at, stop), text.slice(at, stop + LONGEST_POINTING), wide)
          : lines.get(units, at, stop);
      if (line) addOnce(parts, line);
    }
    at = stop + 1;
  }
}

function addOnce(parts: FramePart[], added: FramePart): void {
  for (const { text } of parts) if (text === added.text) return;
  parts.push(added);
}

/** The first words of a line that points at something, null for any other. `seen`: the line, and what goes on where it was cut. */
function instruction(line: string, seen: string, wide: boolean): FramePart | null {
  const found = (wide ? POINTING_WIDE : POINTING).exec(seen);
  return found && found.index < line.length && POINTED.test(line) ? part(firstWords(line)) : null;
}

const linesOf = (wide: boolean) =>
  new Recent(
    (_, start, end) => {
      const line = reading.slice(start, end);
      return instruction(line, line, wide);
    },
    LONGEST_LINE,
    1 << 9,
  );
const linesNarrow = linesOf(false);
const linesWide = linesOf(true);

const LINE_END = 2;
/** 1 for the letters at which {@link mayPoint} looks closer, {@link LINE_END} for the end of a line. */
const HINTS = new Uint8Array(0x10000);
for (const letter of 'wvdhgi') HINTS[letter.charCodeAt(0)] = 1;
HINTS[0x0a] = LINE_END;

/** Whether a match of POINTING may lie around the letter at `at`; says yes to each, and to few others. */
function mayPoint(units: Uint16Array, at: number): boolean {
  const before = at > 0 ? (units[at - 1] as number) : 0;
  const second = at > 1 ? (units[at - 2] as number) : 0;
  const after = at + 1 < units.length ? (units[at + 1] as number) : 0;
  switch (units[at]) {
    case 0x77: // following, below
      return before === 0x6f && second === 0x6c;
    case 0x76: // above, provided; given, suivante; previous
      return (
        (before === 0x6f && (second === 0x62 || second === 0x72)) ||
        (before === 0x69 && (second === 0x67 || second === 0x47 || second === 0x75)) ||
        (before === 0x65 && second === 0x72)
      );
    case 0x64: // based on, preceding; according; folgende; ci-dessous
      return (
        (before === 0x65 && ((second === 0x73 && after === 0x20) || (second === 0x63 && after === 0x69))) ||
        (before === 0x72 && second === 0x6f && after === 0x69) ||
        (before === 0x6e && second === 0x65 && after === 0x65) ||
        (before === 0x2d && second === 0x69)
      );
    case 0x68: // this
      return after === 0x69 && (before === 0x74 || before === 0x54);
    case 0x67: // obige, siguiente
      return before === 0x69 && (after === 0x75 || (after === 0x65 && second === 0x62));
    default: // anterior
      return before === 0x72 && second === 0x65 && after === 0x6f;
  }
}

/** A label's words as the two parts that they can be: a tag, or anything with a colon; and whether scaffolds use them. */
interface Label {
  readonly tag: FramePart;
  readonly labelled: FramePart;
  readonly known: boolean;
}

const labels = new Recent<Label | null>(
  (_, start, end) => {
    const text = fold(reading.slice(start, end).replace(/[#<[*/\d]/g, '')).replace(/0/g, '');
    if (text === '') return null;
    return {
      tag: part(`<${text}`),
      labelled: part(`${text}:`),
      known: text.split(' ').some((word) => LABELS.has(word)),
    };
  },
  LONGEST_LABEL,
  1 << 10,
);

/** The label at the beginning of a line, folded; null when there is none. At the `edge` of a prompt any word will do. */
function label(units: Uint16Array, start: number, end: number, edge: boolean): FramePart | null {
  const reach = Math.min(end, start + LONGEST_LABEL);
  let stop = -1;
  let first = 0;
  let words = 0;
  let inWord = false;
  for (let at = start; at < reach; at++) {
    const unit = FOLD[units[at] as number] as number;
    if (unit === 0) continue;
    if (unit === 0x3a || unit === 0x3e || unit === 0x5d || unit === 0x3d) {
      stop = at;
      break;
    }
    if (isMark(unit)) {
      if (words === 0) first = unit;
    } else if (unit === 0x20) inWord = false;
    else if (!inWord) {
      inWord = true;
      if (++words > MOST_LABEL_WORDS) return null;
    }
  }
  if (words === 0 || (stop < 0 && (first !== 0x23 || reach !== end))) return null;
  const found = labels.get(units, start, stop < 0 ? end : stop);
  if (!found) return null;
  if (first === 0x3c) return found.tag;
  return edge || found.known ? found.labelled : null;
}

/** `#`, `<`, `[`, `*`, `/`: what a label may begin with. */
function isMark(unit: number): boolean {
  return unit === 0x23 || unit === 0x3c || unit === 0x5b || unit === 0x2a || unit === 0x2f;
}

/** The first words of a line, folded, quotations left out. */
function firstWords(line: string): string {
  const text = fold(line.replace(/"[^"]*"|“[^”]*”|「[^」]*」|(?<!\w)'[^']*'(?!\w)/g, ' ')).replace(
    /0+/g,
    '0',
  );
  let words = 0;
  let at = 0;
  for (; at < text.length && words < LINE_WORDS; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20) words++;
    else if (isUnspaced(unit)) words += 0.5;
  }
  return text.slice(0, at).trimEnd();
}
