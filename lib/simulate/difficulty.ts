export const DIFFICULTIES = ['easy', 'middle', 'hard'] as const;
export type DifficultyName = (typeof DIFFICULTIES)[number];

/** How much the operators of a world hide, and how much is missing from everybody's records. Shares are 0 to 1. */
export interface Difficulty {
  name: DifficultyName;
  /** How far a dispatched job strays from the moment it was due, as a share of the time between two rounds. */
  jitter: number;
  /** Share of a scaffold's sentences that are put in other words from one request to the next. */
  paraphrase: number;
  /** Share of an operator's sessions that are ordinary requests, sent to look like anybody. */
  cover: number;
  /** The most that any one field is missing, account by account, for honest accounts as for others. */
  missing: number;
  /** Share of accounts with an ordinary home line and a card of their own. */
  clean: number;
  /** Share of accounts that were bought from people who had opened them long before. */
  aged: number;
  /** How many sets of scaffold, system prompt and parameters an operator keeps in use. */
  guises: number;
}

const LEVELS: Record<DifficultyName, Difficulty> = {
  easy: {
    name: 'easy',
    jitter: 0.02,
    paraphrase: 0,
    cover: 0.02,
    missing: 0.05,
    clean: 0.05,
    aged: 0,
    guises: 1,
  },
  middle: {
    name: 'middle',
    jitter: 0.15,
    paraphrase: 0.2,
    cover: 0.15,
    missing: 0.18,
    clean: 0.35,
    aged: 0.2,
    guises: 2,
  },
  hard: {
    name: 'hard',
    jitter: 0.8,
    paraphrase: 0.5,
    cover: 0.4,
    missing: 0.4,
    clean: 0.85,
    aged: 0.55,
    guises: 5,
  },
};

export function difficulty(name: DifficultyName): Difficulty {
  return LEVELS[name];
}
