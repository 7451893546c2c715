import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** Sets how much is done; `total` when it is known only now. */
  update(done: number, total?: number): void;
  stop(): void;
}

const SILENT: Progress = { update() {}, stop() {} };

/**
 * A progress bar on standard error for long work, on a terminal only.
 *
 * @param label what is being done, two or three words
 * @param total the amount that means done, in any unit
 */
export function startProgress(label: string, total: number): Progress {
  if (!process.stderr.isTTY) return SILENT;
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% · {duration_formatted}`,
      stream: process.stderr,
      hideCursor: null,
      clearOnComplete: true,
      etaBuffer: 50,
      fps: 8,
    },
    Presets.shades_classic,
  );
  bar.start(Math.max(total, 1), 0);
  return {
    update(done, newTotal) {
      if (newTotal !== undefined) bar.setTotal(Math.max(newTotal, 1));
      bar.update(done);
    },
    stop() {
      bar.stop();
    },
  };
}
