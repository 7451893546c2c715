import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A file, what it imports. */
const FORBIDDEN = [
  ['components/campaign/card.tsx', '@/lib/services/campaign/confirm'],
  ['components/campaign/card.tsx', '@/lib/db/pool'],
  ['lib/queries/campaigns.ts', '@/lib/services/campaign/list'],
  ['lib/services/campaign/confirm.ts', 'react'],
  ['lib/services/campaign/confirm.ts', 'next/headers'],
  ['lib/services/campaign/confirm.ts', '@/components/ui/button'],
  ['lib/detect/run.ts', '@/lib/services/campaign/confirm'],
  ['lib/db/pool.ts', '@/lib/ingest/run'],
  ['lib/text/mask.ts', '@/lib/db/pool'],
  ['lib/model/hash.ts', '@/lib/text/mask'],
  ['lib/simulate/simulate.ts', '@/lib/ingest/run'],
  ['app/(console)/queue/page.tsx', '@/lib/cli/output'],
  ['lib/text/mask.ts', '../model/hash'],
  ['components/a/b/c.tsx', '../../ui/button'],
] as const;

const ALLOWED = [
  ['components/campaign/card.tsx', '@/lib/model/campaign'],
  ['components/campaign/card.tsx', '@/components/ui/button'],
  ['app/(console)/queue/page.tsx', '@/lib/services/alert/list'],
  ['lib/services/campaign/confirm.ts', '@/lib/db/pool'],
  ['lib/detect/run.ts', '@/lib/model/hash'],
  ['lib/text/mask.ts', './letters'],
] as const;

const place = (path: string, index: number) => join(dirname(path), `case-${index}.ts`);
let dir: string;
let report: string;

// One run of the linter over all cases, in a folder of its own with the configuration of this one.
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'retort-layers-'));
  cpSync('biome.json', join(dir, 'biome.json'));
  for (const [index, [path, from]] of [...FORBIDDEN, ...ALLOWED].entries()) {
    const file = join(dir, place(path, index));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import x from '${from}';\nx();\n`);
  }
  const biome = resolve('node_modules/.bin/biome');
  const lint = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--colors=off', '.'];
  report = spawnSync(biome, lint, { cwd: dir, encoding: 'utf8' }).stderr;
});

afterAll(() => rmSync(dir, { recursive: true }));

const refused = (path: string, index: number) =>
  report.includes(`${place(path, index)}:1:15 lint/style/noRestrictedImports`);

describe('the import rule', () => {
  test.each(FORBIDDEN.map((one, i) => [...one, i] as const))(
    'keeps %s from importing %s',
    (path, _, index) => {
      expect(refused(path, index)).toBe(true);
    },
  );

  test.each(ALLOWED.map((one, i) => [...one, i + FORBIDDEN.length] as const))(
    'lets %s import %s',
    (path, _, index) => {
      expect(report).toContain(`Found ${FORBIDDEN.length} errors`);
      expect(refused(path, index)).toBe(false);
    },
  );
});
