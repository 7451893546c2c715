import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
const alias = { '@': root, 'server-only': `${root}/node_modules/server-only/empty.js` };

/**
 * Two projects: `unit` touches no database; `integration` (files named *.integration.test.ts)
 * runs on the PostgreSQL that TEST_DATABASE_URL names, else on an embedded one of its own.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{lib,components,app,scripts}/**/*.test.{ts,tsx}'],
          setupFiles: ['vitest.setup.ts'],
          testTimeout: 20_000,
          maxWorkers: 2,
          // Pure functions: files share what they import, which takes half of the time.
          isolate: false,
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['{lib,app,scripts}/**/*.integration.test.ts'],
          setupFiles: ['vitest.setup.ts'],
          globalSetup: ['lib/db/test-server.ts'],
          testTimeout: 60_000,
          // Each file has a database of its own; what they import they can share.
          isolate: false,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
