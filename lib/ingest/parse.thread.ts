import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '@/lib/db/priority';
import { addUp, type Facts } from './facts';
import { type AnyParseOptions, parseAny } from './foreign';
import type { Block } from './lines';
import { readTraces } from './otlp/read';

/** What the threads of lib/ingest/parser.ts are asked. */
export type ThreadTask =
  | { kind: 'parse'; block: Block; options: AnyParseOptions }
  | { kind: 'sums'; facts: Facts; written: Uint8Array }
  | { kind: 'traces'; args: Parameters<typeof readTraces> };

export type ThreadAnswer = { result: unknown } | { error: string };

function resultOf(task: ThreadTask): unknown {
  if (task.kind === 'parse') return parseAny(task.block, task.options);
  return task.kind === 'sums' ? addUp(task.facts, task.written) : readTraces(...task.args);
}

if ((workerData as { givesWay?: boolean } | null)?.givesWay) giveWay();

parentPort?.on('message', (task: ThreadTask) => {
  let answer: ThreadAnswer;
  try {
    answer = {
      result: resultOf(task),
    };
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer, 'result' in answer ? buffersOf(answer.result) : []);
});

/** Every buffer in a result, so that it is handed over and not copied. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) {
      if (typeof inner === 'object' && inner !== null) {
        // Lists of records and of strings hold no buffers.
        if (!Array.isArray(inner) || ArrayBuffer.isView(inner[0])) buffersOf(inner, found);
      }
    }
  }
  return [...found];
}
