import { FOLD, fold, isUnspaced } from './fold';

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
  /ollowing|[Aa]bove\b|[Bb]elow\b|[Gg]iven\b|ased on\b|revious|receding|rovided\b|ccording to|[Tt]his (?:sen|tex|art|rev|que|pas|dia|sta)|olgende|bige[nrms]?\b|uivante?s?\b|i-dess[ou]us|iguiente|nterior\b/g;
const POINTING_WIDE =
  /以下|下面|上述|上面|根据|给定|如下|上記|次の|与えられた|다음|위의|아래|주어진|следующ|приведен|выше/g;
const WIDE = /[\u0400-\uffff]/;
const POINTED =
  /\b(?:questions?|answers?|sentences?|passages?|paragraphs?|texts?|articles?|contexts?|responses?|reviews?|statements?|instructions?|tasks?|inputs?|options?|choices|documents?|dialogues?|conversations?|information|points|facts|code|data|table|format|criteria|rubric|steps|rules|prompts?|transcripts?|trace|story|plot|fragen?|antwort(?:en)?|satz|aufgabe|r[ée]ponses?|phrases?|textes?|preguntas?|respuestas?|textos?)\b|问题|回答|答案|句子|文章|段落|文本|内容|要求|标准|格式|对话|题目|質問|文章|内容|形式|基準|문장|질문|답변|내용|형식|기준|вопрос|ответ|текст|предложени/i;

/**
 * The constant lines of a prompt, folded, in order, each once: labels (`Answer:`, `### Rubric`, `<passage>`, `【问题】`) and
 * instruction lines that point at a payload, without what fills them. At most 12; empty when there are none.
 */
export function frameParts(prompt: string): string[] {
  const parts: string[] = [];
  const end = prompt.trimEnd().length;
  if (end <= FRAME_HEAD + FRAME_TAIL) readLines(prompt, 0, end, parts);
  else {
    readLines(prompt, 0, FRAME_HEAD, parts);
    readLines(prompt, end - FRAME_TAIL, end, parts);
  }
  // Where labels carry the frame, lines that point are as likely the payload's own.
  const labels = parts.filter((part) => part.endsWith(':') || part.startsWith('<'));
  return labels.length >= MOST_LABELS_BESIDE_LINES ? labels : parts;
}

function readLines(prompt: string, start: number, end: number, parts: string[]): void {
  const expression = WIDE.test(prompt) ? POINTING_WIDE : POINTING;
  expression.lastIndex = start;
  let pointing = expression.exec(prompt)?.index ?? end;
  for (let at = start; at < end && parts.length < MOST_PARTS; ) {
    let stop = prompt.indexOf('\n', at);
    if (stop < 0 || stop > end) stop = end;
    const part = label(prompt, at, stop, at === 0 || stop === end);
    if (part !== '') {
      if (!parts.includes(part)) parts.push(part);
    } else if (pointing < stop && stop - at <= LONGEST_LINE) {
      while (pointing < at) pointing = expression.exec(prompt)?.index ?? end;
      if (pointing < stop) {
        const line = prompt.slice(at, stop);
        if (POINTED.test(line)) {
          const words = firstWords(line);
          if (!parts.includes(words)) parts.push(words);
        }
      }
    }
    at = stop + 1;
  }
}

/** The label at the beginning of a line, folded; empty when there is none. At the `edge` of a prompt any word will do. */
function label(prompt: string, start: number, end: number, edge: boolean): string {
  const reach = Math.min(end, start + LONGEST_LABEL);
  let stop = -1;
  let first = 0;
  let words = 0;
  let inWord = false;
  for (let at = start; at < reach; at++) {
    const unit = FOLD[prompt.charCodeAt(at)] as number;
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
      if (++words > MOST_LABEL_WORDS) return '';
    }
  }
  if (words === 0 || (stop < 0 && (first !== 0x23 || reach !== end))) return '';
  const text = fold(prompt.slice(start, stop < 0 ? end : stop).replace(/[#<[*/\d]/g, '')).replace(/0/g, '');
  if (text === '') return '';
  if (first === 0x3c) return `<${text}`;
  if (edge) return `${text}:`;
  for (const word of text.split(' ')) if (LABELS.has(word)) return `${text}:`;
  return '';
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
