/** What is to be cleaned up when the process is told to stop, innermost last. */
const open: (() => Promise<void>)[] = [];
/** Settled when all of it was cleaned up after a signal. */
let stopped: Promise<void> | null = null;
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs `work` and then `cleanUp`, once, whether the work ended, failed, or the process was told to stop (Ctrl-C): then what
 * is open is cleaned up from the inside out, and the process ends with the status of the signal.
 */
export async function cleaningUp<T>(cleanUp: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  if (open.length === 0) listen();
  open.push(cleanUp);
  try {
    return await work();
  } finally {
    const at = open.lastIndexOf(cleanUp);
    if (at >= 0) {
      open.splice(at, 1);
      if (open.length === 0) unlisten();
      await cleanUp();
    } else {
      // What the signal broke off may fail now; that must not end the process before everything is cleaned up.
      await stopped;
    }
  }
}

function stop(signal: NodeJS.Signals): void {
  stopped = cleanUpAll().then(() => process.exit(SIGNALS[signal as keyof typeof SIGNALS]));
}

async function cleanUpAll(): Promise<void> {
  for (let cleanUp = open.pop(); cleanUp; cleanUp = open.pop()) {
    await cleanUp().catch((error: Error) => process.stderr.write(`${error.message}\n`));
  }
}

function listen(): void {
  for (const signal of Object.keys(SIGNALS)) process.once(signal, stop);
}

function unlisten(): void {
  for (const signal of Object.keys(SIGNALS)) process.off(signal, stop);
}
