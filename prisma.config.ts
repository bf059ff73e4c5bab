import { defineConfig } from 'prisma/config';

/** For Prisma's own tools. Migrations are applied by lib/local/migrate.mjs, which needs no engine from elsewhere. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'tsx --conditions=react-server prisma/seed.ts' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
