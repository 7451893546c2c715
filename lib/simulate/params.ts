import type { Random } from './random';

export interface Params extends Record<string, unknown> {
  temperature?: number;
  max_tokens?: number;
  top_p?: number;
  thinking_budget?: number;
}

/** Parameters as programmers set them and then leave them: round numbers, most of them on many lips. */
export function commonParams(rng: Random): Params {
  return {
    temperature: rng.weighted([
      [0, 24],
      [0.1, 5],
      [0.2, 16],
      [0.3, 12],
      [0.4, 4],
      [0.5, 9],
      [0.7, 14],
      [0.8, 5],
      [0.9, 3],
      [1, 16],
    ]),
    max_tokens: rng.weighted([
      [256, 4],
      [500, 4],
      [512, 9],
      [800, 5],
      [1_000, 8],
      [1_024, 14],
      [1_500, 7],
      [2_000, 8],
      [2_048, 13],
      [4_000, 5],
      [4_096, 14],
      [8_000, 4],
      [8_192, 9],
      [16_000, 4],
    ]),
    ...(rng.chance(0.2) ? { top_p: rng.pick([0.8, 0.9, 0.95, 0.98]) } : {}),
    ...(rng.chance(0.35) ? { thinking_budget: rng.pick([1_024, 2_000, 2_048, 4_096, 8_000, 8_192]) } : {}),
  };
}
