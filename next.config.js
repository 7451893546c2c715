import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What every answer says, pages, files and API alike. What may run in a page is said by proxy.ts. */
const SAFETY = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // It brings WebAssembly beside its code, which bundlers lose.
  serverExternalPackages: ['harfbuzzjs'],
  // Addresses of TAXII end with a slash, and not every client follows a redirect with its key.
  skipTrailingSlashRedirect: true,
  // `npm test` checks the types; again here would double the time of a first start.
  typescript: { ignoreBuildErrors: true },
  // A build is made once from a clone: what only a second build or a debugger would read is a third of its work.
  experimental: { turbopackFileSystemCacheForBuild: false, turbopackSourceMaps: false },
  headers: async () => [
    { source: '/:path*', headers: Object.entries(SAFETY).map(([key, value]) => ({ key, value })) },
  ],
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
};

export default config;
