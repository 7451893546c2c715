import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '@/lib/db/root';
import type { Actor } from '@/lib/model/access';
import type { Receipt } from '@/lib/model/records';
import { currentContext } from '@/lib/watch/context';
import { acceptRecords, countReceipt, type Intake } from './accept';
import { errorOf, failureOf, type IntakeAnswer, type IntakeTask } from './between';

/** Built beside the command line by scripts/prepare.mjs. */
const BUNDLE = join('dist', 'accept.thread.js');

type Body = Required<Pick<Intake, 'input' | 'source' | 'limit' | 'keeps'>>;

interface Call {
  chunks: AsyncIterator<Uint8Array>;
  resolve: (receipt: Receipt) => void;
  reject: (error: Error) => void;
}

/**
 * {@link acceptRecords} in a thread of its own, which gives way to this one: taking in megabytes computes for seconds, in which
 * this process still answers whoever reads. Where the thread's bundle was not built (tests run from source) it runs here.
 */
export class IntakeThread {
  private thread: Worker | null = null;
  private readonly calls = new Map<number, Call>();
  private last = 0;

  /** `bundle`: where the thread's program is. */
  constructor(private readonly bundle = join(projectRoot(), BUNDLE)) {}

  /** The receipt of a body. Errors are those of acceptRecords, and of the body itself. */
  async accept(body: Body, actor: Actor): Promise<Receipt> {
    if (process.env.VITEST || !existsSync(this.bundle)) return acceptRecords(body, { actor });
    const { input, ...intake } = body;
    const call = ++this.last;
    const chunks = input[Symbol.asyncIterator]();
    try {
      const receipt = await new Promise<Receipt>((resolve, reject) => {
        this.calls.set(call, { chunks, resolve, reject });
        this.tell({ call, begin: { actor, ...intake, context: currentContext() } });
      });
      // It counted in the thread, which nobody asks for figures.
      countReceipt(receipt);
      return receipt;
    } finally {
      this.calls.delete(call);
      if (this.calls.size === 0) this.thread?.unref();
      await chunks.return?.();
    }
  }

  private tell(task: IntakeTask): void {
    this.thread ??= this.start();
    this.thread.ref();
    const chunk = 'chunk' in task ? task.chunk : null;
    // A chunk that has its memory to itself is handed over, not copied.
    const own = chunk !== null && chunk.byteLength === chunk.buffer.byteLength;
    this.thread.postMessage(task, own ? [chunk.buffer as ArrayBuffer] : []);
  }

  private start(): Worker {
    const thread = new Worker(this.bundle);
    thread.on('message', (answer: IntakeAnswer) => {
      const one = this.calls.get(answer.call);
      if (!one) return;
      if ('receipt' in answer) one.resolve(answer.receipt);
      else if ('failure' in answer) one.reject(errorOf(answer.failure));
      else void this.feed(answer.call, one);
    });
    const died = (error: Error) => {
      if (this.thread === thread) this.thread = null;
      for (const { reject } of this.calls.values()) reject(error);
    };
    thread.on('error', died).on('exit', (code) => died(new Error(`The ingest thread ended with ${code}.`)));
    return thread;
  }

  private async feed(call: number, { chunks }: Call): Promise<void> {
    const task = await chunks.next().then(
      ({ done, value }): IntakeTask => ({ call, chunk: done ? null : value }),
      (error): IntakeTask => ({ call, broke: failureOf(error) }),
    );
    if (this.calls.has(call)) this.tell(task);
  }
}
