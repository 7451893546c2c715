// What has to be there before any of Retort's own code can run: packages, the generated Prisma client, the bundles.
// Each step is skipped when its inputs have not changed. Plain JavaScript with nothing but Node, for a fresh clone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LOCK = join(ROOT, '.prepare.lock');
const GENERATED = join(ROOT, 'lib', 'db', 'generated');
const BUNDLE_STAMP = join(ROOT, 'dist', '.stamp');

/** A failure with one sentence for the person who called. */
export class PrepareError extends Error {}

/** Whether node_modules holds what package-lock.json asks for. */
export function isInstalled() {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || optional || devOptional || peer || present[path]?.version === version,
  );
}

/** Installs the packages when they are missing or not those of package-lock.json. */
export async function ensureInstalled(log = 'inherit', signal) {
  if (isInstalled()) return;
  if (lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    throw new PrepareError(
      'node_modules is a link: npm would empty the folder it leads to. Remove the link.',
    );
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const { status, output } = await run(
    [...npm, 'ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline'],
    log,
    {},
    signal,
  );
  if (status === 0) return linkCommand();
  if (/ENOSPC|no space left/i.test(output))
    throw new PrepareError('The disk is full: the packages could not be installed.');
  if (/EACCES|EPERM/.test(output))
    throw new PrepareError(`The packages could not be installed: ${ROOT} is not writable for this user.`);
  const reason = output
    .split('\n')
    .findLast((line) => /^npm (error|ERR!) (?!A complete log|code|errno)\S/.test(line));
  throw new PrepareError(
    `The packages could not be installed: ${reason?.replace(/^npm (error|ERR!) /, '') ?? `npm ci ended with ${status}`}.`,
  );
}

/** With a link among the installed commands `npx retort` needs no copy in npm's cache, and does not ask to make one. */
function linkCommand() {
  const link = join(ROOT, 'node_modules', '.bin', 'retort');
  if (process.platform !== 'win32' && !existsSync(link)) symlinkSync('../../bin/retort.mjs', link);
}

/** Generates the Prisma client when the schema has changed. */
export async function ensureGenerated() {
  const stamp = join(GENERATED, '.stamp');
  const hash = hashOf(['prisma/schema', 'node_modules/prisma/package.json']);
  if (read(stamp) === hash) return;
  const { status, output } = await run(
    [process.execPath, 'node_modules/prisma/build/index.js', 'generate'],
    'quiet',
    {
      // Generating needs no native engine, but the command line would fetch one before it looks.
      PRISMA_SCHEMA_ENGINE_BINARY:
        process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? ['/bin/true', '/usr/bin/true'].find(existsSync),
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  );
  if (status !== 0) throw new PrepareError(`The Prisma client could not be generated:\n${output.trim()}`);
  writeFileSync(stamp, hash);
}

/** Whether dist/ was made from the sources as they are now. */
export function isBundled() {
  return existsSync(GENERATED) && read(BUNDLE_STAMP) === bundleHash();
}

/** Bundles the command line, the worker and the worker threads into dist/ when a source has changed. */
export async function ensureBundled() {
  const hash = bundleHash();
  if (existsSync(GENERATED) && read(BUNDLE_STAMP) === hash) return;
  await ensureGenerated();
  const threads = walk(join(ROOT, 'lib')).filter((file) => file.endsWith('.thread.ts'));
  const entries = [
    ['cli', 'lib/cli/main.ts'],
    ['start', 'lib/cli/start.ts'],
    ['worker', 'lib/jobs/worker.ts'],
    ...threads.map((file) => [file.replace(/^.*\//, '').replace(/\.ts$/, ''), relative(ROOT, file)]),
  ].filter(([, file]) => existsSync(join(ROOT, file)));
  mkdirSync(dirname(BUNDLE_STAMP), { recursive: true });
  await bundle(
    entries.map(([out, file]) => ({ in: file, out })),
    hashOf(['lib/detect', 'lib/model', 'lib/text']),
  );
  writeFileSync(BUNDLE_STAMP, hash);
}

/**
 * Bundles entries ({in, out}, relative to the checkout and to dist/) for Node; packages stay in node_modules. What detection
 * keeps in a database between two runs is told apart by `detection`, a hash of its sources (lib/detect/base-digest.ts).
 */
export async function bundle(entryPoints, detection = '') {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    define: { 'process.env.RETORT_BUILD': JSON.stringify(detection) },
    // `server-only` throws outside of Next's server; here everything is the server.
    alias: { '@': ROOT, 'server-only': join(ROOT, 'node_modules', 'server-only', 'empty.js') },
    sourcemap: 'linked',
    logLevel: 'silent',
  }).catch((error) => {
    throw new PrepareError(`Retort could not be built: ${error.errors?.[0]?.text ?? error.message}`);
  });
}

function bundleHash() {
  return hashOf(['lib', 'prisma/schema', 'package-lock.json', 'tsconfig.json', 'scripts/prepare.mjs']);
}

/** Runs the steps one process at a time: two commands on a fresh clone would otherwise trip over each other. */
export async function exclusively(work) {
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST')
        throw new PrepareError(`Retort may not write to its own folder ${ROOT} (${error.code}).`);
      if (!alive(Number(read(LOCK)))) rmSync(LOCK, { force: true });
      else await sleep(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** A hash over the contents of files and folders, tests left out. */
export function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.map((one) => join(ROOT, one)).filter(existsSync)) {
    for (const file of statSync(path).isDirectory() ? walk(path) : [path]) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash
        .update(`${relative(ROOT, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Runs a command to its end; its output is answered, and shown as it comes when `log` is 'inherit'. */
export function run([command, ...args], log = 'quiet', env = {}, signal) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-200_000);
        if (log === 'inherit') process.stderr.write(chunk);
      });
    }
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

function walk(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return path === GENERATED ? [] : walk(path);
      return [path];
    });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
