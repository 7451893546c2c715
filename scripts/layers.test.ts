import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

/** Whether the lint rule lets the file at `path` import `from`. */
function allows(path: string, from: string): boolean {
  const { status, error } = spawnSync(
    'node_modules/.bin/biome',
    ['lint', '--only=style/noRestrictedImports', `--stdin-file-path=${path}`],
    { input: `import x from '${from}';\nx();\n`, encoding: 'utf8' },
  );
  if (error) throw error;
  return status === 0;
}

describe('the import rule', () => {
  test.each([
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
  ])('keeps %s from importing %s', (path, from) => {
    expect(allows(path, from)).toBe(false);
  });

  test.each([
    ['components/campaign/card.tsx', '@/lib/model/campaign'],
    ['components/campaign/card.tsx', '@/components/ui/button'],
    ['app/(console)/queue/page.tsx', '@/lib/services/alert/list'],
    ['lib/services/campaign/confirm.ts', '@/lib/db/pool'],
    ['lib/detect/run.ts', '@/lib/model/hash'],
    ['lib/text/mask.ts', './letters'],
  ])('lets %s import %s', (path, from) => {
    expect(allows(path, from)).toBe(true);
  });
});
