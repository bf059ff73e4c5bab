import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { hashPassword } from 'better-auth/crypto';
import pg from 'pg';
import type { PersonRole } from '@/lib/ledger/vocabulary';

/** Somebody for a test. */
export type TestPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly password: string;
  /** The ledger that they belong to. */
  readonly databaseUrl: string;
};

export const PASSWORD = 'correct horse battery';

// One hash for the whole run: making one takes longer than everything else here.
let hashed: Promise<string> | undefined;

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A person of a ledger, written past every form: with a password, ready to sign in. */
export async function createPerson(
  databaseUrl: string,
  given: { role: PersonRole; name?: string; email?: string; password?: string },
): Promise<TestPerson> {
  const id = randomUUID();
  const name = given.name ?? `A ${given.role}`;
  const email = given.email ?? `${given.role}-${id.slice(0, 8)}@example.org`;
  const password = given.password ?? PASSWORD;
  hashed ??= hashPassword(PASSWORD);
  const hash = password === PASSWORD ? await hashed : await hashPassword(password);
  await withClient(databaseUrl, async (client) => {
    await client.query('INSERT INTO person (id, name, email, role, email_verified) VALUES ($1, $2, $3, $4, true)', [
      id,
      name,
      email,
      given.role,
    ]);
    await client.query(
      `INSERT INTO person_account (id, user_id, provider_id, account_id, password) VALUES ($1, $2, 'credential', $2, $3)`,
      [randomUUID(), id, hash],
    );
  });
  return { id, name, email, role: given.role, password, databaseUrl };
}

/** The cookie of a new session of a person, as the server would set it, without asking for the password. */
export async function sessionCookie(person: TestPerson): Promise<{ name: string; value: string }> {
  const token = randomBytes(24).toString('base64url');
  const secret = await withClient(person.databaseUrl, async (client) => {
    await client.query('INSERT INTO installation_secret (secret) VALUES ($1) ON CONFLICT DO NOTHING', [
      randomBytes(48).toString('base64url'),
    ]);
    await client.query(
      `INSERT INTO person_session (id, token, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
      [randomUUID(), token, person.id],
    );
    const { rows } = await client.query<{ secret: string }>('SELECT secret FROM installation_secret');
    return rows[0]?.secret ?? '';
  });
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return { name: 'attrition-ledger.session_token', value: encodeURIComponent(`${token}.${signature}`) };
}

/** Signs a person in without the form: the page’s browser holds their session from now on. `baseURL` is that of the server under test. */
export async function signIn(page: Page | BrowserContext, person: TestPerson, baseURL: string): Promise<void> {
  const context = 'context' in page ? page.context() : page;
  await context.addCookies([{ ...(await sessionCookie(person)), url: baseURL, httpOnly: true, sameSite: 'Lax' }]);
}
