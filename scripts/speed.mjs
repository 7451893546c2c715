// `npm run speed`: how heavy and how quick the console is, in a browser, in the demonstration world and in a campaign of
// 25,000 accounts. In temporary folders, like `npm test`, of which it is no part: times belong to the machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '#scripts/chromium.mjs';
import { ROOT } from '#scripts/prepare.mjs';

const dir = mkdtempSync(join(tmpdir(), 'retort-speed-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
try {
  const chromium = await findChromium((words) => process.stderr.write(`${words}\n`));
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/@playwright/test/cli.js',
      'test',
      'e2e/speed',
      '--reporter=list',
      ...process.argv.slice(2),
    ],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: {
        ...process.env,
        PLAYWRIGHT_CHROMIUM: chromium,
        RETORT_SPEED: '1',
        RETORT_E2E: 'npm run speed',
        RETORT_DATA_DIR: join(dir, 'data'),
        DATABASE_URL: '',
        PORT: process.env.PORT ?? '3900',
      },
    },
  );
  process.exitCode = status ?? 1;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
