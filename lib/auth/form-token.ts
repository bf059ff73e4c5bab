/**
 * Tokens of forms that anybody may send: signed by this server, good from a few seconds after the form was drawn until a day later, and for
 * one thing sent. They keep out programs that post without looking, without asking a third party about the reader.
 */
import 'server-only';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { readInstallationSecret } from '@/lib/data/auth-store';
import { readEnvironment } from '@/lib/env';

/** A person needs longer than this to fill in a form. */
const LEAST_MS = 3000;
const MOST_MS = 24 * 60 * 60 * 1000;

async function signed(text: string): Promise<string> {
  const secret = readEnvironment().AL_SECRET ?? (await readInstallationSecret());
  return createHmac('sha256', `form ${secret}`).update(text).digest('base64url');
}

/** A token for one form as it is drawn. */
export async function makeFormToken(form: string, now = Date.now()): Promise<string> {
  const text = `${randomUUID()}.${now}`;
  return `${text}.${await signed(`${form}.${text}`)}`;
}

/** What a token is worth: the id of what is sent with it, or why it is not good. */
export type FormToken =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: 'forged' | 'early' | 'late' };

/** Checks the token that came with a form. */
export async function readFormToken(form: string, token: string, now = Date.now()): Promise<FormToken> {
  const [id = '', drawn = '', signature = ''] = token.split('.');
  const expected = Buffer.from(await signed(`${form}.${id}.${drawn}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { ok: false, reason: 'forged' };
  const age = now - Number(drawn);
  if (age < LEAST_MS) return { ok: false, reason: 'early' };
  return age > MOST_MS ? { ok: false, reason: 'late' } : { ok: true, id };
}
