import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  staticRoutes: { page: string }[];
  dynamicRoutes: { page: string; regex: string }[];
}

/** From the path of a request to the template of its route, so that figures stay few however many ids there are. */
export function routeTemplates({ staticRoutes, dynamicRoutes }: Manifest): (path: string) => string {
  const fixed = new Set(staticRoutes.map(({ page }) => page));
  const dynamic = dynamicRoutes.map(({ page, regex }) => ({ page, matches: new RegExp(regex) }));
  return (path) => {
    if (path.startsWith('/_next/')) return '/_next';
    if (fixed.has(path)) return path;
    return dynamic.find(({ matches }) => matches.test(path))?.page ?? 'other';
  };
}

/** The templates of the pages and routes that were built; without a build everything is `other`. */
export function builtRoutes(root: string): (path: string) => string {
  try {
    return routeTemplates(
      JSON.parse(
        readFileSync(/* turbopackIgnore: true */ join(root, '.next', 'routes-manifest.json'), 'utf8'),
      ) as Manifest,
    );
  } catch {
    return () => 'other';
  }
}
