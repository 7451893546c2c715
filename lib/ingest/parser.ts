import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '@/lib/db/root';
import type { Batch } from './batch';
import { addUp, type Facts, type Sums } from './facts';
import { type AnyParseOptions, parseAny } from './foreign';
import type { Block } from './lines';
import { readTraces, type TracesOutcome } from './otlp/read';
import type { ThreadAnswer, ThreadTask } from './parse.thread';

/** Turns blocks into batches, in threads of their own where possible. */
export interface Parser {
  /** How many blocks are worked on at once. */
  readonly width: number;
  parse(block: Block, options: AnyParseOptions): Promise<Batch>;
  /** {@link addUp} of the rows that were really new. */
  addUp(facts: Facts, written: Uint8Array): Promise<Sums>;
  /** {@link readTraces}. */
  traces(...args: Parameters<typeof readTraces>): Promise<TracesOutcome>;
  close(): Promise<void>;
}

/** In megabytes, for each thread: twice as much spares a twentieth of the time and takes a seventh more memory (measured). */
const YOUNG_MB = 16;
/** More threads than this outrun one connection to the database. */
const MOST_THREADS = 3;
/** Built beside the command line by scripts/prepare.mjs. */
const BUNDLE = join('dist', 'parse.thread.js');

/**
 * A parser with a thread for each processor, up to {@link MOST_THREADS}, and one fewer where a console wants processors too. Where
 * their bundle was not built (tests run from source) it parses in this thread, giving way to others before each block.
 */
export function openParser({ givesWay = false, sparesOne = givesWay }: ThreadOptions = {}): Parser {
  const bundle = join(projectRoot(), BUNDLE);
  if (process.env.VITEST || !existsSync(bundle)) return inlineParser();
  const width = clamp(availableParallelism() - (sparesOne ? 1 : 0), 1, MOST_THREADS);
  return threadParser(bundle, width, givesWay);
}

export interface ThreadOptions {
  /** Whether the threads let others go first where the processor is wanted. */
  givesWay?: boolean;
  /** Whether one processor is left to others. */
  sparesOne?: boolean;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

export function inlineParser(): Parser {
  return {
    width: 1,
    async parse(block, options) {
      await setImmediate();
      return parseAny(block, options);
    },
    async addUp(facts, written) {
      await setImmediate();
      return addUp(facts, written);
    },
    async traces(...args) {
      await setImmediate();
      return readTraces(...args);
    },
    async close() {},
  };
}

interface Waiting {
  task: ThreadTask;
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

/** A pool of threads that run the bundle at `path`; a thread that dies fails its task and is replaced. */
export function threadParser(path: string, width: number, givesWay = false): Parser {
  const idle: Worker[] = [];
  const threads = new Set<Worker>();
  const waiting: Waiting[] = [];

  const start = (): Worker => {
    const thread = new Worker(path, {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      workerData: { givesWay },
    });
    thread.unref();
    threads.add(thread);
    return thread;
  };

  const run = (thread: Worker, { task, resolve, reject }: Waiting): void => {
    const settle = () => {
      thread.off('message', answered).off('error', died).off('exit', ended);
      thread.unref();
    };
    const answered = (answer: ThreadAnswer) => {
      settle();
      idle.push(thread);
      next();
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.result as never);
    };
    const died = (error: Error) => {
      settle();
      threads.delete(thread);
      next();
      reject(error);
    };
    const ended = (code: number) => died(new Error(`A parse thread ended with ${code}.`));
    thread.on('message', answered).on('error', died).on('exit', ended);
    thread.ref();
    thread.postMessage(task, transferable(task));
  };

  const next = (): void => {
    if (waiting.length === 0) return;
    const thread = idle.pop() ?? (threads.size < width ? start() : null);
    if (thread) run(thread, waiting.shift() as Waiting);
  };

  const ask = <T>(task: ThreadTask, first = false) =>
    new Promise<T>((resolve, reject) => {
      const entry = { task, resolve: resolve as (value: never) => void, reject };
      if (first) waiting.unshift(entry);
      else waiting.push(entry);
      next();
    });

  return {
    width,
    parse: (block, options) => ask<Batch>({ kind: 'parse', block, options }),
    // The store waits for this one, so it goes before blocks that are only read ahead.
    addUp: (facts, written) => ask<Sums>({ kind: 'sums', facts, written }, true),
    traces: (body, json, now, profile) =>
      ask<TracesOutcome>({ kind: 'traces', args: [body.slice(), json, now, profile] }),
    async close() {
      await Promise.all([...threads].map((thread) => thread.terminate()));
      threads.clear();
    },
  };
}

function transferable(task: ThreadTask): ArrayBuffer[] {
  return task.kind === 'parse' ? [task.block.bytes.buffer as ArrayBuffer] : [];
}
