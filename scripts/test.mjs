// `npm test`: from a fresh clone through static checks, unit, integration and browser tests to one line of result.
// It works in temporary folders and never touches the data of this checkout.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, installDebian, located } from '#scripts/chromium.mjs';
import { pagesState } from '#scripts/pages.mjs';
import {
  ensureBundled,
  ensureGenerated,
  ensureInstalled,
  exclusively,
  isInstalled,
  ROOT,
} from '#scripts/prepare.mjs';
import { createSteps } from '#scripts/steps.mjs';

const POSTGRES_15 = '/usr/lib/postgresql/15/bin';
// It rests in the threads and children of a child, which inherit it: Next's build waits for what its own children send.
const END_WITH_PARENT = `data:text/javascript,if(process.channel&&process.ppid===${process.pid}){process.on('disconnect',()=>process.exit(1));process.channel.unref()}`;
const SHOWN_LINES = 400;
/** The priority of what goes beside the browser. */
const NICE = 15;
/** A part that hangs ends here, so that the whole always ends. */
const PART_MS = 15 * 60_000;

const dir = mkdtempSync(join(tmpdir(), 'retort-npm-test-'));
const env = {
  ...process.env,
  RETORT_DATA_DIR: join(dir, 'data'),
  NEXT_TELEMETRY_DISABLED: '1',
  CI: 'true',
  FORCE_COLOR: '0',
};
for (const name of [
  'DATABASE_URL',
  'TEST_DATABASE_URL',
  'TEST_POSTGRES_BIN',
  'RETORT_DEMO',
  'RETORT_PROMPTS',
  'NODE_ENV',
  'HOST',
  'PORT',
  'RETORT_URL',
]) {
  delete env[name];
}

const steps = createSteps();
const children = new Set();
let passed = 0;
let failed = 0;
let stopping = false;

function stopChildren(signal) {
  for (const { pid } of children) {
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    stopChildren('SIGTERM');
  });
}
process.on('exit', () => {
  stopChildren('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

/** Runs a Node script to its end; its output is answered and every line offered to `onLine`; `nice` is its priority. */
function node(args, extra = {}, onLine = () => {}, nice = 0) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
      cwd: ROOT,
      env: { ...env, ...extra },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.add(child);
    if (nice) setPriority(child.pid, nice);
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGTERM'), PART_MS);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-2_000_000);
        for (const line of String(chunk).split('\n')) if (line.trim()) onLine(line);
      });
    }
    child.on('close', (status) => {
      clearTimeout(timer);
      children.delete(child);
      resolve({ status: status ?? 1, output });
    });
  });
}

/** A step that counts tests. `work` answers {passed, failed, output}; a throw is one failure. */
async function part(label, work) {
  if (stopping) return;
  await steps
    .step(label, async (remark) => {
      const result = await work(remark);
      passed += result.passed;
      failed += result.failed;
      remark(`${result.passed} passed, ${result.failed} failed`);
      if (result.failed > 0) {
        for (const line of result.output.trimEnd().split('\n').slice(-SHOWN_LINES)) steps.line(`    ${line}`);
        throw new Error(label);
      }
    })
    .catch((error) => {
      if (error.message === label) return;
      failed++;
      steps.line(`    ${error.message}`);
    });
}

async function check(label, args) {
  await part(label, async () => {
    const { status, output } = await node(args);
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
  });
}

async function vitest(label, project, { extra = {}, more = [], nice = 0 } = {}) {
  await part(label, async (remark) => {
    const file = join(dir, `${label}.json`);
    let files = 0;
    const { status, output } = await node(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...more,
      ],
      extra,
      (line) => {
        if (/^\s*[✓❯×↓] /.test(line) && /\.test\.tsx?/.test(line)) remark(`${++files} files`);
      },
      nice,
    );
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
    const good = report?.numPassedTests ?? 0;
    const bad = report?.numFailedTests ?? 0;
    // A file that does not load and an error outside of a test fail the run without a failed test.
    return { passed: good, failed: bad > 0 || status === 0 ? bad : 1, output };
  });
}

async function playwright(chromium) {
  await part('Browser', async (remark) => {
    const file = join(dir, 'browser.json');
    let done = 0;
    const extra = {
      PLAYWRIGHT_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      RETORT_E2E: 'npm test',
      RETORT_DATA_DIR: join(dir, 'e2e'),
      PORT: String(await freePort()),
    };
    const { status, output } = await node(
      ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
      extra,
      (line) => {
        if (/^\s+[✓✘ok-]+\s+\d+/.test(line)) remark(`${++done} tests`);
      },
    );
    const { stats } = existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8'))
      : { stats: { expected: 0, unexpected: 0, flaky: 0 } };
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected > 0 || status === 0 ? stats.unexpected : 1,
      output,
    };
  });
}

/** The pages are built, which `built` is told, and then looked at. */
async function inBrowser(chromium, built) {
  const pages = pagesState();
  await part('Build', async () => {
    const { status, output } = pages.stale
      ? await node(['node_modules/next/dist/bin/next', 'build'])
      : { status: 0, output: '' };
    if (status === 0 && pages.stale) pages.done();
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
  });
  built();
  if (!stopping) await playwright(chromium);
}

/** Console, worker and database are each killed once in the middle of a batch; `npm run chaos` does it twenty times. */
async function chaos() {
  await part('Kills', async () => {
    const args = ['scripts/chaos.mjs', '--moments', '1', '--accounts', '1000'];
    const { status, output } = await node(args, {}, () => {}, NICE);
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
  });
}

/** Integration tests on the embedded server, and once more on PostgreSQL 15 where its programs are at `bin`. */
async function onDatabases(bin) {
  const nice = NICE;
  await vitest('Integration, embedded PostgreSQL', 'integration', { nice });
  if (!bin) return;
  await vitest('Integration, PostgreSQL 15', 'integration', {
    extra: { TEST_POSTGRES_BIN: bin },
    // Embedded servers, who may call what, hashed passwords and what a killed worker leaves would be the same again.
    more: [
      'lib/db/embedded',
      'lib/api/matrix',
      'lib/services/verbs',
      'lib/auth/',
      'lib/jobs/batch-kill',
      'lib/jobs/worker',
    ].flatMap((path) => ['--exclude', `${path}**`]),
    nice,
  });
}

/** The programs of PostgreSQL 15 as Debian has them, installed when this is root; undefined when they cannot be had. */
async function postgres15(remark) {
  if (existsSync(join(POSTGRES_15, 'postgres'))) return POSTGRES_15;
  if (process.getuid?.() !== 0 || !located('apt-get')) return undefined;
  remark('apt-get installs it');
  await installDebian('postgresql-15');
  return existsSync(join(POSTGRES_15, 'postgres')) ? POSTGRES_15 : undefined;
}

function freePort() {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

try {
  await exclusively(async () => {
    if (!isInstalled()) await steps.step('Packages', () => ensureInstalled());
    await steps.step('Prisma client and bundles', async () => {
      await ensureGenerated();
      await ensureBundled();
    });
  });
  await check('Format and lint', [
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    '.',
  ]);
  await node(['node_modules/next/dist/bin/next', 'typegen']);
  // The compiler keeps one core busy.
  await Promise.all([
    check('Types', ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', 'false']),
    vitest('Unit', 'unit'),
  ]);
  const bin = await steps.step('PostgreSQL 15', async (remark) => {
    const found = await postgres15(remark);
    remark(found ?? 'skipped: it is not installed (apt-get install postgresql-15)');
    return found;
  });
  const chromium = await steps.step('Chromium', async (remark) => {
    const path = await findChromium(remark);
    remark(path);
    return path;
  });
  // The browser leaves much of a second core free, and goes first.
  let built = () => {};
  const building = new Promise((resolve) => {
    built = resolve;
  });
  await Promise.all([
    inBrowser(chromium, built),
    onDatabases(bin),
    building.then(() => !stopping && chaos()),
  ]);
} catch (error) {
  failed++;
  steps.line(`    ${error.message}`);
}
if (stopping) {
  failed++;
  steps.line('    stopped before the end');
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
setTimeout(() => process.exit(), 1000).unref();
