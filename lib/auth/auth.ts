/**
 * better-auth as this product sets it up: e-mail and password with its own hashing, sessions in the database, a second factor by
 * authenticator app. Nobody signs up: people come by links (lib/data/people.ts). Pages and actions use guard.ts and sign-in.ts, not this.
 */
import 'server-only';
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { twoFactor } from 'better-auth/plugins';
import { countAttempt } from '@/lib/data/attempts';
import { openAuthStore, readInstallationSecret } from '@/lib/data/auth-store';
import { findPerson } from '@/lib/data/people';
import { readEnvironment } from '@/lib/env';
import { log } from '@/lib/log';
import { reset } from '@/lib/routes';
import { deliverLink } from './mailer';
import { askedOrigin, publicOrigin } from './origin';
import { PASSWORD_LENGTH } from './password';

const DAY = 24 * 60 * 60;

/** A session lasts so long, however it is used; then one signs in again. */
const SESSION_SECONDS = 14 * DAY;

/** A link for a new password that somebody asked for is good for an hour. */
const RESET_SECONDS = 60 * 60;

/** Wrong tries at one address, known or not, before it has to wait. */
const TRIES = { max: 10, seconds: 15 * 60 } as const;

/** The key under which tries at one address are counted; the address itself is not written down. */
export function triesKey(email: string): string {
  return `sign-in:${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;
}

/** Ten codes to be written down by hand: 50 bits each, without signs that look alike. */
function makeBackupCodes(): string[] {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
  const part = () => Array.from({ length: 5 }, () => signs.charAt(randomInt(signs.length))).join('');
  return Array.from({ length: 10 }, () => `${part()}-${part()}`);
}

function makeAuth(store: ReturnType<typeof openAuthStore>, secret: string, isSecure: boolean) {
  const { SITE_URL } = readEnvironment();
  return betterAuth({
    appName: 'Attrition Ledger',
    ...(SITE_URL === undefined ? {} : { baseURL: new URL(SITE_URL).origin }),
    basePath: '/api/auth',
    // The address that was asked, by the name that the reader’s browser gave it.
    trustedOrigins: (request) => (request === undefined ? [] : [askedOrigin(request.headers)]),
    secret,
    database: store.adapter,
    telemetry: { enabled: false },
    // What it would log on its own are wrong passwords and unknown addresses; errors come as errors.
    logger: { disabled: true },
    user: {
      modelName: 'person',
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        deactivatedAt: { type: 'date', required: false, input: false },
      },
    },
    session: { modelName: 'personSession', expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    account: { modelName: 'personAccount' },
    verification: { modelName: 'personVerification', storeIdentifier: 'hashed', disableCleanup: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      sendResetPassword: async ({ user, token }) => {
        const person = await findPerson(user.id);
        if (person === null || person.deactivatedAt !== null) return;
        await deliverLink({
          to: person.email,
          subject: 'A new password for Attrition Ledger',
          text: `Somebody, probably you, asked for a new password for the desk of Attrition Ledger.`,
          link: `${publicOrigin()}${reset(token)}`,
          after:
            'The link is good once, for an hour. If you did not ask for it, nothing has changed and nothing needs doing.',
        });
      },
    },
    databaseHooks: {
      session: {
        create: {
          // A deactivated person gets the same answer as a wrong password.
          before: async (session) => {
            const person = await findPerson(session.userId);
            if (person === null || person.deactivatedAt !== null) return false;
            return { data: session };
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path !== '/sign-in/email') return;
        const email: unknown = context.body?.email;
        const wait = await countAttempt(triesKey(typeof email === 'string' ? email : ''), TRIES);
        if (wait > 0) throw new APIError('TOO_MANY_REQUESTS', { message: String(wait) });
      }),
    },
    // Counts requests to /api/auth; our own forms are counted by address (above) and by sender (sign-in.ts).
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rateLimit',
      window: 60,
      max: 60,
      customRules: {
        '/sign-in/email': { window: 15 * 60, max: 30 },
        '/request-password-reset': { window: 15 * 60, max: 10 },
        '/two-factor/*': { window: 5 * 60, max: 15 },
      },
    },
    advanced: {
      cookiePrefix: 'attrition-ledger',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => randomUUID() },
      // Sending mail takes longer than sending none: nobody waits for it, so that an answer does not tell which addresses are known.
      backgroundTasks: {
        handler: (task) => {
          task.catch((error: unknown) => log.error({ event: 'mail.failed', err: error }));
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Attrition Ledger',
        schema: { twoFactor: { modelName: 'personTwoFactor' } },
        backupCodeOptions: { customBackupCodesGenerate: makeBackupCodes, storeBackupCodes: 'encrypted' },
      }),
      nextCookies(),
    ],
  });
}

/** better-auth over this ledger's database. */
export type Auth = ReturnType<typeof makeAuth>;

// One for each database client, so that a test that changes the database gets another.
const made = new WeakMap<object, Map<boolean, Promise<Auth>>>();

/** better-auth for requests that came over TLS (its cookies are Secure) or in the clear. */
export async function openAuth(isSecure: boolean): Promise<Auth> {
  const store = openAuthStore();
  const held = made.get(store.client) ?? new Map<boolean, Promise<Auth>>();
  made.set(store.client, held);
  const kept = held.get(isSecure);
  if (kept) return kept;
  const making = (async () =>
    makeAuth(store, readEnvironment().AL_SECRET ?? (await readInstallationSecret()), isSecure))();
  held.set(isSecure, making);
  // A database that did not answer is asked again next time.
  making.catch(() => held.delete(isSecure));
  return making;
}
