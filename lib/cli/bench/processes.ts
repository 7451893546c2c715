import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessFigures } from '@/lib/cli/bench';
import { projectRoot } from '@/lib/db/root';

const POLL_MS = 50;
/** Clock ticks a second in /proc, on every Linux there is. */
const TICKS = 100;

/** A process watched from outside until `end`, or until it has ended; zeros where there is no /proc. */
export interface Watch {
  now(): ProcessFigures;
  /** What it took in all. */
  end(): ProcessFigures;
}

export function watchProcess(pid: number): Watch {
  let last: ProcessFigures = { cpu: 0, peak: 0 };
  const now = () => {
    last = figuresOf(pid) ?? last;
    return last;
  };
  now();
  const timer = setInterval(now, POLL_MS);
  return {
    now,
    end() {
      clearInterval(timer);
      return now();
    },
  };
}

function figuresOf(pid: number): ProcessFigures | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // The name of the program, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
    return peak === 0 ? null : { peak, cpu: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return null;
  }
}

/** `retort …` in a process of its own. */
export function retort(
  args: readonly string[],
  options: { input?: NodeJS.ReadableStream | null; env?: object; quiet?: boolean } = {},
): ChildProcess {
  return spawn(process.execPath, [join(projectRoot(), 'bin', 'retort.mjs'), ...args], {
    stdio: [(options.input as never) ?? 'ignore', 'pipe', options.quiet ? 'ignore' : 'inherit'],
    env: { ...process.env, ...options.env },
  });
}

/** Runs `retort … --json` to its end: its answer, the seconds it took on the clock, and what it took of the machine. */
export async function measuredRetort<T>(
  args: readonly string[],
): Promise<ProcessFigures & { answer: T; seconds: number }> {
  const begun = performance.now();
  const child = retort([...args, '--json']);
  const watch = watchProcess(child.pid ?? 0);
  const text = await outputOf(child);
  return { ...watch.end(), answer: JSON.parse(text) as T, seconds: (performance.now() - begun) / 1_000 };
}

/** Everything a process writes on standard output. Rejects when it fails. */
export async function outputOf(child: ChildProcess): Promise<string> {
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  let text = '';
  for await (const chunk of child.stdout ?? []) text += String(chunk);
  const status = await ended;
  if (status !== 0) throw new Error(`${child.spawnargs.slice(2).join(' ')} ended with status ${status}.`);
  return text;
}
