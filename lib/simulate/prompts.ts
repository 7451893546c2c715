import type { Capability } from '@/lib/model/capability';
import { type Random, random } from './random';
import type { Language } from './text/banks';
import { instruction, passage, request } from './text/grammar';
import { BATCH_TEMPLATE, fill, GRADING_BOOK, VIRAL } from './text/scaffolds';
import { bareCodeTask, chatTurn, codeTask, modelAnswer, payload, puzzle } from './text/tasks';
import { personal } from './text/voice';

/** Where the texts of a world come from. */
export interface Prompts {
  /** What an ordinary person asks. */
  ordinary(rng: Random, language: Language): string;
  /** What a developer asks. */
  code(rng: Random): string;
  /** A task as an operator feeds it into a scaffold for this capability. */
  payload(rng: Random, capability: Capability): string;
  /** A whole grading prompt of an operator. */
  grading(rng: Random): string;
  /** One prompt of an honest batch job; `which` chooses the template and stays the same for a customer. */
  templated(rng: Random, which: number): string;
  /** A public prompt that unrelated people paste. */
  viral(rng: Random): string;
  /** A few sentences of some text, such as people paste to have something done with them. */
  excerpt(rng: Random): string;
}

/** Texts that need no files. */
export const builtinPrompts: Prompts = {
  ordinary: chatTurn,
  code: codeTask,
  payload: (rng, capability) => payload(capability, rng),
  grading: (rng) =>
    fill(rng.pick(GRADING_BOOK.rubric_grading ?? []), {
      p: puzzle(rng),
      a: modelAnswer(rng),
      n: rng.int(900),
    }),
  templated: (rng, which) =>
    fill(BATCH_TEMPLATE.replace('exactly one of', `exactly one of set ${which}`), { p: chatTurn(rng, 'en') }),
  viral: (rng) => rng.pick(VIRAL),
  excerpt: (rng) => passage(rng, 1 + rng.int(4)),
};

/** Prompts that were read from files, sorted by what their records have. */
export interface PromptPools {
  /** Free prompts. */
  ordinary: string[];
  /** Instructions with their input. */
  payloads: string[];
  /** Prompts that ask for a grade by a rubric. */
  grading: string[];
  /** Prompts by the template that made them. */
  templates: Map<string, string[]>;
}

/**
 * Texts from files; what the files lack is built in. A few thousand texts have to serve hundreds of thousands of
 * requests, so most are put together anew: other numbers, a sentence less, a passage pasted along, a question about it.
 */
export function pooledPrompts(pools: PromptPools): Prompts {
  const code = pools.ordinary.filter(looksLikeCode);
  const templates = [...pools.templates.values()];
  // What goes round is long, and few texts are meant.
  const viral = pools.ordinary.filter((text) => text.length > 250 && text.length < 2_500).slice(0, 6);
  const task = pools.payloads.length > 0 ? pools.payloads : pools.ordinary;
  const passages = sentencesOf([...templates.flat(), ...pools.payloads, ...pools.ordinary]);

  const excerpt = (rng: Random): string => {
    if (passages.length === 0) return passage(rng, 1 + rng.int(4));
    const drawn = rng.pick(passages);
    const from = rng.int(drawn.length);
    return drawn.slice(from, from + 1 + rng.int(4)).join(' ');
  };
  /** One task, whoever asks it: the same stock for honest people and for operators. */
  const asked = (rng: Random): string => {
    const draw = rng.next();
    if (task.length === 0 || draw < 0.25) return `${excerpt(rng)}\n\n${request(rng)}`;
    const picked = rng.pick(task);
    if (draw < 0.7) return renumber(picked, rng);
    return rng.chance(0.5) ? `${picked}\n\n${excerpt(rng)}` : `${excerpt(rng)}\n${picked}`;
  };
  /** A text that many know, as one of them would send it: cut, with other numbers, with something of one's own. */
  const anew = (text: string, rng: Random): string => {
    const parts = renumber(text, rng).split(/(?<=[.!?。？！])\s+/);
    if (parts.length > 3 && rng.chance(0.6)) parts.splice(rng.int(parts.length), 1 + rng.int(2));
    const own = parts.join(' ');
    const draw = rng.next();
    return draw < 0.3 ? `${excerpt(rng)} ${own}` : draw < 0.75 ? `${own}\n${excerpt(rng)}` : own;
  };
  return {
    excerpt,
    ordinary: (rng, language) => {
      const draw = rng.next();
      const spoken = language === 'en' ? draw : draw * 2;
      if (pools.ordinary.length === 0 || draw < 0.1 || (language !== 'en' && draw < 0.5))
        return chatTurn(rng, language);
      if (spoken < 0.14) return rng.pick(pools.ordinary);
      if (spoken < 0.2) return personal(rng.pick(pools.ordinary), rng.chance(0.5) ? language : 'en', rng);
      if (spoken < 0.5) return anew(rng.pick(pools.ordinary), rng);
      return asked(rng);
    },
    code: (rng) => {
      if (code.length > 0 && rng.chance(0.4)) return anew(rng.pick(code), rng);
      if (rng.chance(0.2)) return codeTask(rng);
      return rng.chance(0.4) ? `${bareCodeTask(rng)}\n\n${excerpt(rng)}` : bareCodeTask(rng);
    },
    payload: (rng, capability) =>
      task.length > 0 && rng.chance(0.85) ? asked(rng) : payload(capability, rng),
    grading: (rng) => (pools.grading.length > 0 ? rng.pick(pools.grading) : builtinPrompts.grading(rng)),
    templated: (rng, which) => {
      const pool = templates[which % Math.max(1, templates.length)];
      return pool ? rng.pick(pool) : builtinPrompts.templated(rng, which);
    },
    viral: (rng) => (viral.length > 0 ? rng.pick(viral) : builtinPrompts.viral(rng)),
  };
}

let invented: Prompts | undefined;

/** Texts for worlds where nobody brought any: a made-up stock that is used as one from files would be. */
export function inventedPrompts(): Prompts {
  if (invented) return invented;
  const rng = random('stock of texts');
  const times = <T>(n: number, make: () => T) => Array.from({ length: n }, make);
  invented = pooledPrompts({
    ordinary: times(2_500, () =>
      rng.chance(0.5) ? chatTurn(rng, 'en') : `${passage(rng, 1 + rng.int(5))} ${request(rng)}`,
    ),
    payloads: times(4_000, () =>
      rng.chance(0.5) ? instruction(rng) : `${instruction(rng)}\n\n${passage(rng, 1 + rng.int(3))}`,
    ),
    grading: [],
    templates: new Map(
      times(60, () => {
        const [before, after] = [request(rng), instruction(rng)];
        return [before, times(80, () => `${before}\n\n${passage(rng, 2 + rng.int(5))}\n\n${after}`)];
      }),
    ),
  });
  return invented;
}

/** Other numbers than in the text, now and then. */
function renumber(text: string, rng: Random): string {
  if (rng.chance(0.5)) return text;
  return text.replace(/\b\d{1,4}\b/g, (digits) =>
    String(Math.max(1, Math.round(Number(digits) * rng.between(0.5, 1.7)))),
  );
}

/** Texts cut into sentences; what is too short or too long to be one is left out. */
function sentencesOf(texts: readonly string[]): string[][] {
  return texts
    .map((text) => text.split(/(?<=[.!?])\s+|\n+/).filter((part) => part.length >= 40 && part.length <= 320))
    .filter((parts) => parts.length > 0);
}

function looksLikeCode(text: string): boolean {
  return /```|\b(?:function|def|class|import|const|SELECT|python|javascript|c\+\+|java|sql|api|regex|code)\b/i.test(
    text,
  );
}

/** Whether a prompt asks for a grade by a rubric, whatever the file is called. */
export function asksForGrade(text: string): boolean {
  return (
    /\brubric\b|impartial judge|reward model/i.test(text) && /\bscore|\brat(?:e|ing)\b|\[result\]/i.test(text)
  );
}
