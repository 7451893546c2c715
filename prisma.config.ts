import { defineConfig } from 'prisma/config';

// Read by the Prisma command line only. `npx retort db migrate` applies the same migrations with Prisma's engine
// as WebAssembly, because the command line fetches a native one from a host that closed networks do not reach.
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
