import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// Playwright reads this file once more in every worker; the server's port and folder stand in the environment.
if (!process.env.RETORT_DATA_DIR || !process.env.RETORT_E2E) {
  const dir = mkdtempSync(join(tmpdir(), 'retort-e2e-'));
  process.env.RETORT_DATA_DIR = dir;
  process.env.RETORT_E2E = 'own';
  process.env.PORT ??= '3900';
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
}
const url = `http://127.0.0.1:${process.env.PORT}`;

/**
 * Browser tests against a real server with the demonstration world in a database of its own. The first sign-in
 * is in the file `first-sign-in` of RETORT_DATA_DIR, e-mail and password on a line each.
 */
export default defineConfig({
  testDir: 'e2e',
  // Measurements belong to `npm run speed`.
  testIgnore: process.env.RETORT_SPEED ? [] : ['speed/**'],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One database: what one test decides another would see.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A machine that is busy with something else is no fault of the console; what passed only then is told as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: process.env.CI ? [['line']] : [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    // Recording takes a good part of the time of every test: in CI only what is tried again is recorded.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    url: `${url}/healthz`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    // Groups are not judged anew every few minutes beside the browser.
    env: { HOST: '127.0.0.1', DATABASE_URL: '', RETORT_DETECT_CORE: '0' },
  },
});
