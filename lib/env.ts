/**
 * The only place that reads the environment. Read when needed, never on import: a build has no database.
 */
import { z } from 'zod';

const environment = z.object({
  /** Where the ledger is. `npm start` sets it to the PostgreSQL that it brings. */
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: ({ input }) =>
      input === undefined
        ? 'is not set; npm start sets it, a server of your own needs postgresql://user:password@host/database'
        : 'must be an address like postgresql://user:password@host:5432/database',
  }),
  /** The public address of this site, for links that leave it; without it they are made from the address that was asked. */
  SITE_URL: z.url({ protocol: /^https?$/, error: 'must be an address like https://ledger.example' }).optional(),
  /** Who runs this installation, its funding and its address for corrections, as the About page states them. */
  OPERATOR: z.string().max(200).optional(),
  FUNDING: z.string().max(600).optional(),
  CONTACT: z.email({ error: 'must be an e-mail address' }).optional(),
  /** Connections that one process may hold. */
  DATABASE_POOL: z.coerce.number({ error: 'must be a number' }).int().min(1).max(200).default(10),
});

/** What the environment says, checked. */
export type Environment = z.infer<typeof environment>;

let read: Environment | undefined;

/** The checked environment. Throws with everything that is wrong with it at once. */
export function readEnvironment(): Environment {
  if (read) return read;
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, process.env[name]?.trim() || undefined]),
  );
  const result = environment.safeParse(given);
  if (!result.success) {
    const words = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The environment is not right:\n${words.join('\n')}`);
  }
  read = result.data;
  return read;
}

/** The address of the ledger's database. Throws with words when it is missing or is no address. */
export function readDatabaseUrl(): string {
  return readEnvironment().DATABASE_URL;
}
