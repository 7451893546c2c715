import type { Capability } from '@/lib/model/capability';
import type { ExchangeRecord, Modality } from '@/lib/model/records';
import type { ReasoningStore } from './harvest';
import type { Place } from './network';
import { ask, type Persona, reasoningHash, sessionId } from './persona';
import { modelFor } from './population';
import type { Random } from './random';
import type { Stage } from './stage';

/** One session of anybody: what is asked turn by turn and how. */
export interface Talk {
  turns?: number;
  prompt: (turn: number) => string;
  /** Default: what an ordinary customer would use at that time. */
  model?: string;
  system?: string | undefined;
  tools?: ExchangeRecord['tools'];
  params?: Record<string, unknown> | undefined;
  modalities?: Modality[] | undefined;
  /** Median answer in tokens. */
  answer?: number;
  /** Median pause between an answer and the next turn, ms. */
  pause?: number;
  /** Blocks of reasoning from elsewhere that the first turn carries. */
  refs?: string[];
  /** Where the blocks issued in this session are kept. */
  keep?: ReasoningStore;
  /** Chance of a refusal, when it is not the usual one. */
  refusal?: number;
  /** Whose harvest this is. */
  campaign?: string | undefined;
  sought?: Capability;
  place?: Place;
  session?: string;
  /** Nothing is asked from then on. */
  until?: number;
}

/**
 * Puts one session on the calendar. System prompt, tools and parameters are for programs: a browser has none. Returns when
 * the last answer was there.
 */
export function talk(stage: Stage, rng: Random, who: Persona, start: number, what: Talk): number {
  const session = what.session ?? sessionId(rng);
  const place = what.place ?? who.place(rng);
  const model = what.model ?? modelFor(stage, rng, start, 0.2);
  const turns = what.turns ?? 1;
  const until = what.until ?? Number.POSITIVE_INFINITY;
  let at = start;
  let end = start;
  for (let turn = 0; turn < turns && at < until; turn++) {
    const issued = reasoningHash(rng);
    const refs = turn === 0 ? what.refs : undefined;
    end =
      at +
      ask(stage, rng, who, at, {
        session,
        place,
        model,
        prompt: what.prompt(turn),
        issued: [issued],
        answer: what.answer ?? 350,
        ...(who.apiKey && what.system ? { system: what.system } : {}),
        ...(who.apiKey && what.tools ? { tools: what.tools } : {}),
        ...(who.apiKey && what.params ? { params: what.params } : {}),
        ...(what.modalities ? { modalities: what.modalities } : {}),
        ...(refs?.length ? { refs } : {}),
        ...(turn > 0 && who.apiKey ? { cached: turn * 900 } : {}),
        ...(what.refusal !== undefined ? { refused: rng.chance(what.refusal) } : {}),
        ...(what.campaign ? { campaign: what.campaign } : {}),
        ...(what.campaign && what.sought ? { sought: what.sought } : {}),
      });
    what.keep?.keep(who.id, issued);
    at = end + Math.round(rng.logNormal(what.pause ?? 60_000, 0.8));
  }
  return end;
}
