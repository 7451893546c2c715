import { key64 } from '@/lib/model/hash';
import { FOLD, fold, isUnspaced } from './fold';

/**
 * The keys under which exchanges of one scaffold meet, each a pure function of one exchange, none needing state:
 * two prompts made from the same scaffold share at least one of `head`, `tail` and `frame` wherever the payload stands.
 * Which of them are scaffolds, and not chance, is decided when many accounts are seen together (see `family.ts`).
 */
export interface ScaffoldKeys {
  /** The system prompt, digits and spacing apart. */
  system: bigint | null;
  /** The first words. */
  head: bigint | null;
  /** The last words. */
  tail: bigint | null;
  /** Labels, headings, tags and instruction sentences, in order. */
  frame: bigint | null;
}

export interface Scaffold extends Omit<ScaffoldKeys, 'system'> {
  /** What a person reads for it: the constant parts as far as one prompt shows them, `⟨…⟩` for slots. */
  skeleton: string;
}

export const SLOT = '⟨…⟩';

/** Words that make an anchor; below the least there is no key, because so few words recur by chance. */
const HEAD_WORDS = 8;
const LEAST_WORDS = 4;
/** Characters of a script without spaces count as half a word. */
const HALF = 0.5;
/** How far into a prompt the first and last words are looked for. */
const REACH = 600;
/** What is read of a prompt for its frame: enough for payloads many times longer than the scaffold. */
const FRAME_HEAD = 16_000;
const FRAME_TAIL = 6_000;
const FRAME_PARTS = 12;

const SYSTEM_LIMIT = 8_000;

/** The key of a system prompt; `null` for none or an empty one. */
export function systemKey(system: string | undefined): bigint | null {
  if (!system) return null;
  const text = fold(system, SYSTEM_LIMIT).replace(/0+/g, '0');
  return text === '' ? null : key64(`system\0${text}`);
}

/** The scaffold keys and the skeleton of one prompt. Reads at most some 22,000 characters of it. */
export function scaffold(prompt: string): Scaffold {
  const head = anchor(prompt, 1);
  const tail = head.whole ? NOTHING : anchor(prompt, -1);
  const parts = frameParts(prompt);
  return {
    head: head.words >= LEAST_WORDS ? key64(`head\0${head.text}`) : null,
    tail: tail.words >= LEAST_WORDS ? key64(`tail\0${tail.text}`) : null,
    frame: parts.length >= 2 ? key64(`frame\0${parts.join('\n')}`) : null,
    skeleton: skeleton(prompt, head, tail, parts),
  };
}

interface Anchor {
  text: string;
  words: number;
  /** Where the anchor ends in the prompt (its first unit when read backwards). */
  edge: number;
  /** Whether it took in the whole prompt. */
  whole: boolean;
}

const NOTHING: Anchor = { text: '', words: 0, edge: -1, whole: false };

/**
 * Reads words from one end of the prompt until there are {@link HEAD_WORDS}, or a boundary (line end, colon, quote,
 * bracket) where a slot usually begins, once there are {@link LEAST_WORDS}.
 */
function anchor(prompt: string, step: 1 | -1): Anchor {
  const length = prompt.length;
  let at = step === 1 ? 0 : length - 1;
  const stop = step === 1 ? Math.min(length, REACH) : Math.max(-1, length - 1 - REACH);
  let text = '';
  let words = 0;
  let word = '';
  for (; at !== stop; at += step) {
    const raw = prompt.charCodeAt(at);
    const unit = FOLD[raw] as number;
    if (unit === 0) continue;
    if (unit === 0x20 || unit < 0x30 || (unit >= 0x3a && unit < 0x61) || (unit > 0x7a && unit < 0x7f)) {
      if (word !== '') {
        text += `${word} `;
        words++;
        word = '';
      }
      if (words >= HEAD_WORDS || (words >= LEAST_WORDS && isBoundary(raw))) break;
    } else if (isUnspaced(unit)) {
      text += word === '' ? String.fromCharCode(unit) : `${word} ${String.fromCharCode(unit)}`;
      words += word === '' ? HALF : 1 + HALF;
      word = '';
      if (words >= HEAD_WORDS) {
        at += step;
        break;
      }
    } else if (unit !== 0x30 || !word.endsWith('0')) word += String.fromCharCode(unit);
  }
  if (word !== '') {
    text += word;
    words++;
  }
  return { text: text.trimEnd(), words, edge: at, whole: at === (step === 1 ? length : -1) };
}

function isBoundary(raw: number): boolean {
  switch (raw) {
    case 0x0a: // line end
    case 0x22: // "
    case 0x3a: // :
    case 0x3c: // <
    case 0x5b: // [
    case 0x60: // `
    case 0x7b: // {
    case 0x2018:
    case 0x201c:
    case 0x300c:
    case 0x300e:
    case 0x3010:
    case 0xff1a:
    case 0xab:
      return true;
    default:
      return false;
  }
}

/** Labels that scaffolds use, in several languages, folded. */
const LABELS = new Set(
  `question answer response instruction instructions input output context passage article text document rubric score criteria
  reference task user assistant human system prompt example examples hint choices options summary title review sentence hypothesis
  premise code language format constraints goal observation thought action tools history query problem solution reasoning feedback
  evaluation conversation dialogue transcript trace paragraph topic category categories statement background situation result
  explanation candidate judge verdict original rewrite rewritten draft data dataset schema table plot story description
  问题 答案 回答 指令 输入 输出 上下文 文章 文本 参考答案 评分标准 评分 任务 用户 助手 系统 示例 选项 摘要 标题 句子 代码 要求 推理 原文 改写
  質問 回答 指示 入力 出力 文脈 文章 参考 評価基準 課題 例 要約 問題 解答
  질문 답변 지시 입력 출력 문맥 문제
  frage antwort anweisung eingabe ausgabe kontext aufgabe text bewertung
  reponse consigne entree sortie contexte tache texte
  pregunta respuesta instruccion entrada salida contexto tarea texto
  вопрос ответ инструкция ввод вывод контекст задача текст`
    .split(/\s+/)
    .map((label) => fold(label)),
);

function frameParts(prompt: string): string[] {
  const parts: string[] = [];
  if (prompt.length <= FRAME_HEAD + FRAME_TAIL) readLines(prompt, 0, prompt.length, parts);
  else {
    readLines(prompt, 0, FRAME_HEAD, parts);
    readLines(prompt, prompt.length - FRAME_TAIL, prompt.length, parts);
  }
  return parts;
}

function readLines(prompt: string, start: number, end: number, parts: string[]): void {
  for (let at = start; at < end && parts.length < FRAME_PARTS; ) {
    let stop = prompt.indexOf('\n', at);
    if (stop < 0 || stop > end) stop = end;
    const part = label(prompt, at, stop);
    if (part !== '' && !parts.includes(part)) parts.push(part);
    at = stop + 1;
  }
}

/** The label at the beginning of a line (`### Question`, `Answer:`, `<passage>`, `【问题】`), folded; empty when there is none. */
function label(prompt: string, start: number, end: number): string {
  let text = '';
  let mark = '';
  let at = start;
  const reach = Math.min(end, start + 40);
  for (; at < reach; at++) {
    const unit = FOLD[prompt.charCodeAt(at)] as number;
    if (unit === 0) continue;
    if (unit === 0x3a || unit === 0x3e || unit === 0x5d || unit === 0x3d) break;
    if (unit === 0x23 || unit === 0x3c || unit === 0x5b || unit === 0x2a || unit === 0x2f) {
      if (text === '') mark = String.fromCharCode(unit);
    } else if (unit !== 0x20) {
      if (unit !== 0x30) text += String.fromCharCode(unit);
    } else if (text !== '' && !text.endsWith(' ')) text += ' ';
  }
  if (text === '' || (at === reach && (reach !== end || mark !== '#'))) return '';
  text = text.trimEnd();
  for (const word of text.split(' ', 5)) if (LABELS.has(word)) return mark === '<' ? `<${text}` : text;
  return '';
}

function skeleton(prompt: string, head: Anchor, tail: Anchor, parts: string[]): string {
  if (head.whole) return prompt.trim().replace(/\s+/g, ' ');
  const from = Math.max(head.edge, tail.edge + 1);
  const pieces = [prompt.slice(0, head.edge), ...parts.map((part) => `${part}:`)];
  if (tail.words > 0) pieces.push(prompt.slice(from));
  return pieces.map((piece) => piece.trim().replace(/\s+/g, ' ')).join(` ${SLOT} `);
}
