import type { Capability } from '@/lib/model/capability';
import type { Random } from './random';
import type { Language } from './text/banks';
import { BATCH_TEMPLATE, fill, GRADING_BOOK, VIRAL } from './text/scaffolds';
import { chatTurn, codeTask, modelAnswer, payload, puzzle } from './text/tasks';
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

/** Texts from files; what the files lack is built in. */
export function pooledPrompts(pools: PromptPools): Prompts {
  const code = pools.ordinary.filter(looksLikeCode);
  const templates = [...pools.templates.values()];
  // What goes round is long, and few texts are meant.
  const viral = pools.ordinary.filter((text) => text.length > 250 && text.length < 2_500).slice(0, 6);
  const task = pools.payloads.length > 0 ? pools.payloads : pools.ordinary;
  return {
    ordinary: (rng, language) =>
      pools.ordinary.length > 0 && rng.chance(0.8)
        ? personal(rng.pick(pools.ordinary), rng.chance(0.5) ? language : 'en', rng)
        : chatTurn(rng, language),
    code: (rng) => (code.length > 0 && rng.chance(0.5) ? personal(rng.pick(code), 'en', rng) : codeTask(rng)),
    payload: (rng, capability) =>
      task.length > 0 && rng.chance(0.85) ? rng.pick(task) : payload(capability, rng),
    grading: (rng) => (pools.grading.length > 0 ? rng.pick(pools.grading) : builtinPrompts.grading(rng)),
    templated: (rng, which) => {
      const pool = templates[which % Math.max(1, templates.length)];
      return pool ? rng.pick(pool) : builtinPrompts.templated(rng, which);
    },
    viral: (rng) => (viral.length > 0 ? rng.pick(viral) : builtinPrompts.viral(rng)),
  };
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
