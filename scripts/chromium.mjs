// Finds a Chromium for the browser tests, or gets one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from '#scripts/prepare.mjs';

const INSTALLED = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const DOWNLOAD_MS = 180_000;

/**
 * The path of a Chromium that starts: PLAYWRIGHT_CHROMIUM, an installed one, Playwright's own, Playwright's own after
 * a download, Debian's package (as root). Throws when there is none.
 */
export async function findChromium(remark) {
  const given = process.env.PLAYWRIGHT_CHROMIUM;
  if (given) {
    if (starts(given)) return given;
    throw new Error(`PLAYWRIGHT_CHROMIUM is ${given}, and that does not start.`);
  }
  const { chromium } = await import('@playwright/test');
  const present = () => INSTALLED.map(located).find(starts) ?? [chromium.executablePath()].find(starts);
  const found = present();
  if (found) return found;
  remark('Playwright gets one');
  const signal = AbortSignal.timeout(DOWNLOAD_MS);
  await run(
    [process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium'],
    'quiet',
    {},
    signal,
  );
  if (starts(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && located('apt-get')) {
    remark('apt-get gets one');
    await installDebian('chromium');
    const installed = present();
    if (installed) return installed;
  }
  throw new Error(
    'There is no Chromium, and none could be installed: set PLAYWRIGHT_CHROMIUM to the path of one.',
  );
}

/** Installs a Debian package without questions; answers whether it went well. */
export async function installDebian(name) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', name];
  if ((await run(install, 'quiet', env)).status === 0) return true;
  await run(['apt-get', 'update', '-q'], 'quiet', env);
  return (await run(install, 'quiet', env)).status === 0;
}

/** Where the shell would find a command, or the path itself; undefined when there is nothing. */
export function located(name) {
  if (name.startsWith('/')) return existsSync(name) ? name : undefined;
  return (process.env.PATH ?? '')
    .split(':')
    .map((dir) => `${dir}/${name}`)
    .find((path) => existsSync(path));
}

/** Ubuntu has a `chromium-browser` that only says how to install one; and libraries may be missing. */
function starts(path) {
  if (!path || !existsSync(path)) return false;
  const { status, stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: 30_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 && /\d+\./.test(stdout);
}
