import { readFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import type { PoolClient } from 'pg';

/** Those who wait for an answer come first where all want the processor: a share of a tenth is left to what may take longer. */
const NICE = 10;
const LOWEST = 19;

/**
 * Lets this thread, and those it starts from now on, give way to others. On Linux, where the priority of a process is that of
 * each of its threads; elsewhere nothing changes.
 */
export function giveWay(nice = NICE): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(LOWEST, getPriority() + nice));
  } catch {
    // A sandbox may forbid it.
  }
}

/** The same for the server process behind a connection, where that runs on this machine and this user may: as the embedded one does. */
export function backendGivesWay(client: PoolClient, nice = NICE): void {
  const { processID, host } = client as PoolClient & { processID?: number; host?: string };
  if (process.platform !== 'linux' || !processID || !isHere(host)) return;
  try {
    if (!/^postgres\b/.test(readFileSync(`/proc/${processID}/cmdline`, 'utf8'))) return;
    setPriority(processID, Math.min(LOWEST, getPriority(processID) + nice));
  } catch {
    // It is in another container, or another user's.
  }
}

function isHere(host: string | undefined): boolean {
  return host !== undefined && (host === 'localhost' || host === '::1' || /^(127\.|\/)/.test(host));
}
