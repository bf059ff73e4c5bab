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
  /** Signs sessions and locks second factors; without it a key is made once and kept in the database. */
  AL_SECRET: z.string().min(32, { error: 'must have at least 32 signs' }).optional(),
  /** Where mail is handed over, and from whom it comes; without it links are written to the server's log. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address like smtps://user:password@mail.example:465' })
    .optional(),
  MAIL_FROM: z.string().max(320).optional(),
  /** Where captured bytes are kept; `npm start` sets it to a folder beside its database. */
  EVIDENCE_DIR: z.string().default('.data/evidence'),
  /** Whether this server may ask other servers: fetch the pages of publications and look whether their links still answer. */
  EVIDENCE_FETCH: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  /** A public web archive that is asked for a copy: the address of a page is put behind it, or where it says {url}. */
  ARCHIVE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://web.archive.org/save/' })
    .optional(),
  /** Hosts that may be asked although they are not on the public web, such as an archive of one’s own. */
  OUTBOUND_ALLOWED: z
    .string()
    .regex(/^[^\s,]+:\d+(\s*,\s*[^\s,]+:\d+)*$/, { error: 'must be host:port, several separated by commas' })
    .transform((list) => list.split(',').map((one) => one.trim().toLowerCase()))
    .optional(),
  /** The port that this server listens on, as Next sets it: part of links when there is no SITE_URL. */
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** Connections that one process may hold. */
  DATABASE_POOL: z.coerce.number({ error: 'must be a number' }).int().min(1).max(200).default(10),
});

/** Rules that join several variables. */
const checked = environment.superRefine((given, context) => {
  if (given.SMTP_URL === undefined) return;
  // Mail leads somebody who has not asked to where a request came from; only a stated address may stand in it.
  const missing = (['SITE_URL', 'MAIL_FROM'] as const).filter((name) => given[name] === undefined);
  for (const name of missing)
    context.addIssue({ code: 'custom', path: [name], message: 'is not set, and mail (SMTP_URL) needs it' });
});

/** What the environment says, checked. */
export type Environment = z.infer<typeof environment>;

/** True under `npm run dev`, where pages are rebuilt as files change. */
export const isDevelopment = process.env.NODE_ENV === 'development';

let read: Environment | undefined;

/** The checked environment. Throws with everything that is wrong with it at once. */
export function readEnvironment(): Environment {
  if (read) return read;
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, process.env[name]?.trim() || undefined]),
  );
  const result = checked.safeParse(given);
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
