import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where a file of an installed package is. Bundlers are not to look for it: it is read, not run. */
export function assetPath(name: string, file: string): string {
  const require = createRequire(import.meta.url);
  const find: (path: string) => string = require.resolve;
  if (name === 'harfbuzzjs') return join(dirname(find(name)), file.replace(/^dist\//, ''));
  return join(dirname(find(`${name}/package.json`)), file);
}
