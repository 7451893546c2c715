import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataDir, diskFull, freeBytes } from '@/lib/db/data-dir';
import { projectRoot } from '@/lib/db/root';
import { RetortError } from '@/lib/model/errors';

/** A log that grows beyond this goes on from nothing; what it held stays beside it as `….log.1`. */
const LOG_BYTES = 16 * 1024 * 1024;
const LOG_LOOK_MS = 30_000;
const STOP_MS = 10_000;
/** With less than this left nothing worth mentioning can be written. */
const FULL_BYTES = 1024 * 1024;
/** Ends a child when this process goes, even by kill -9: then the channel between them closes. */
// It rests in the threads and children of a child, which inherit it: Next's build waits for what its own children send.
const END_WITH_PARENT = `data:text/javascript,if(process.channel&&process.ppid===${process.pid}){process.on('disconnect',()=>process.exit(1));process.channel.unref()}`;

type Env = Readonly<Record<string, string | undefined>>;

export interface Child {
  readonly log: string;
  /** Resolves when it has ended, with its exit status (1 for a signal). */
  readonly ended: Promise<number>;
}

/** The Node processes that `npm start` runs. Each writes to its own log and none outlives this process. */
export class Children {
  private readonly running = new Set<ChildProcess>();
  private stopping = false;

  constructor(private readonly env: Env) {}

  /** Starts `node script …args`; the output goes to logs/<name>.log in the data folder. */
  start(name: string, script: string, args: readonly string[], env: Env = {}): Child {
    if (this.stopping) throw new RetortError('unavailable', 'Retort is stopping.');
    const log = join(dataDir(), 'logs', `${name}.log`);
    const file = openLog(log);
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, script, ...args], {
      cwd: projectRoot(),
      env: { ...process.env, ...this.env, ...env },
      // A group of its own: Ctrl-C reaches this process only, which then stops the others in order.
      detached: true,
      stdio: ['ignore', file, file, 'ipc'],
    });
    closeSync(file);
    this.running.add(child);
    const looking = setInterval(() => turnOver(log), LOG_LOOK_MS).unref();
    const ended = new Promise<number>((resolve) => {
      child.once('error', () => resolve(1));
      child.once('exit', (code) => resolve(code ?? 1));
    }).finally(() => {
      clearInterval(looking);
      this.running.delete(child);
    });
    return { log, ended };
  }

  /** Runs a script to its end. RetortError with the last line of its log when it fails. */
  async run(name: string, script: string, args: readonly string[], env: Env = {}): Promise<string> {
    const before = sizeOf(join(dataDir(), 'logs', `${name}.log`));
    const { log, ended } = this.start(name, script, args, env);
    const status = await ended;
    const output = readFileSync(log).subarray(before).toString('utf8');
    if (status === 0) return output;
    // On a full disk a child cannot write down why it failed.
    if ((freeBytes(dataDir()) ?? 0) < FULL_BYTES) throw new RetortError('unavailable', diskFull(dataDir()));
    throw new RetortError(
      'unavailable',
      `${lastWords(output) || `${name} ended with ${status}`} (see ${log})`,
    );
  }

  /** Asks every child to end, the servers first of all, and ends what does not within 10 s. */
  async stop(): Promise<void> {
    this.stopping = true;
    const signal = (name: NodeJS.Signals) => {
      for (const { pid } of this.running) {
        try {
          if (pid) process.kill(-pid, name);
        } catch {
          // It has ended in this moment.
        }
      }
    };
    signal('SIGTERM');
    for (const deadline = Date.now() + STOP_MS; this.running.size > 0 && Date.now() < deadline; )
      await sleep(50);
    signal('SIGKILL');
    while (this.running.size > 0) await sleep(20);
  }
}

/** The line of an output that says best what went wrong: a sentence of `retort`, else the last one with text. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const said = lines.findLast((line) => /^(retort|error): /.test(line))?.replace(/^\w+: /, '');
  const error = lines.findLast((line) => /\b\w*Error: /.test(line));
  return (said ?? error ?? lines.at(-1) ?? '').slice(0, 400);
}

function openLog(log: string): number {
  mkdirSync(join(dataDir(), 'logs'), { recursive: true, mode: 0o700 });
  turnOver(log);
  return openSync(log, 'a', 0o600);
}

/** Children write at the end of the file wherever that is, so they notice nothing. */
function turnOver(log: string): void {
  try {
    if (sizeOf(log) <= LOG_BYTES) return;
    copyFileSync(log, `${log}.1`);
  } catch {
    // A full disk holds no copy; the log gives way then too.
  }
  if (existsSync(log)) truncateSync(log);
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
