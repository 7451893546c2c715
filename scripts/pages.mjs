// Whether the pages of the console were built from the sources as they are now.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, ROOT, run } from '#scripts/prepare.mjs';

const STAMP = join(ROOT, '.next', 'retort-stamp');
/** Next writes it last: without it there is no build, whatever the exit status said. */
const BUILD_ID = join(ROOT, '.next', 'BUILD_ID');
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'next.config.js',
  'instrumentation.ts',
  'proxy.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** The state of the pages: `stale` when they have to be built, and `done()` to say that they were, from these sources. */
export function pagesState() {
  const hash = hashOf(SOURCES);
  const stale = read() !== hash || !existsSync(BUILD_ID);
  // A build that is interrupted leaves nothing to trust.
  if (stale) rmSync(STAMP, { force: true });
  const done = () => {
    if (!existsSync(BUILD_ID)) throw new Error('The build of the pages ended without a result.');
    writeFileSync(STAMP, hash);
  };
  return { stale, done };
}

/** Builds the pages where they are stale, with what `next build` says on the screen. Throws when that fails. */
export async function buildPages() {
  const { stale, done } = pagesState();
  if (!stale) return;
  const next = [process.execPath, 'node_modules/next/dist/bin/next', 'build'];
  const { status } = await run(next, 'inherit', { DATABASE_URL: '', NEXT_TELEMETRY_DISABLED: '1' });
  if (status !== 0) throw new Error('The pages could not be built.');
  done();
}

function read() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return '';
  }
}
