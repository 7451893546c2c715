// `npm start`: from a fresh clone to a console with campaigns on it. What needs packages comes after they are there.
import { pagesState } from '#scripts/pages.mjs';
import { ensureBundled, ensureInstalled, exclusively, isBundled, isInstalled } from '#scripts/prepare.mjs';
import { createSteps } from '#scripts/steps.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!stop.signal.aborted) steps.line('\nStopping …');
    stop.abort();
  });
}
// npm that was killed hard leaves its child behind; nobody could then stop it with Ctrl-C.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && stop.abort(), 1000).unref();

const steps = createSteps();
try {
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Retort needs Node 20.19 or later; this is ${process.version}.`);
  }
  steps.line('Retort\n');
  if (!isInstalled() || !isBundled()) {
    await exclusively(async () => {
      if (!isInstalled()) await steps.step('Packages', () => ensureInstalled('quiet', stop.signal));
      if (!isBundled()) await steps.step('Command line', () => ensureBundled());
    });
  }
  if (!stop.signal.aborted) {
    const { start } = await import('#dist/start.js');
    await start({ steps, build: pagesState(), signal: stop.signal });
  }
  process.exit(0);
} catch (error) {
  if (stop.signal.aborted) process.exit(0);
  process.stderr.write(`\nRetort cannot start: ${error.message}\n`);
  if (process.env.RETORT_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
