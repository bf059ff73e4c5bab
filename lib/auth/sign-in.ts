/**
 * Signing in and out, as the forms ask for it: each function answers with words for the person, the same for an unknown address as for a
 * wrong password, and sets the cookies of the answer itself. For server actions only.
 */
import 'server-only';
import { isAPIError } from 'better-auth/api';
import { headers } from 'next/headers';
import { countAttempt, forgetAttempts } from '@/lib/data/attempts';
import { clearExpired } from '@/lib/data/auth-store';
import { type Auth, openAuth, triesKey } from './auth';
import { cameOverTls, senderOf } from './origin';

/** How a step of signing in ended. */
export type StepResult<T = object> = ({ readonly ok: true } & T) | { readonly ok: false; readonly message: string };

const WRONG = 'This address and password do not belong together. Check both, or ask for a new password.';
const refuse = (message: string) => ({ ok: false, message }) as const;

function waitWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`;
}

async function request(): Promise<{ auth: Auth; sent: Headers }> {
  const sent = await headers();
  return { auth: await openAuth(cameOverTls(sent)), sent };
}

/** Tries of one sender, whatever they try: many people may share one. */
const SENDER_TRIES = { max: 100, seconds: 15 * 60 } as const;

/** Seconds that this sender has to wait before another try; 0 when none. */
async function senderWaits(sent: Headers): Promise<number> {
  return countAttempt(`sender:${senderOf(sent)}`, SENDER_TRIES);
}

/** Signs in. `needsSecondFactor`: the password was right, and a code is asked for next. */
export async function signInWithPassword(
  email: string,
  password: string,
): Promise<StepResult<{ needsSecondFactor: boolean }>> {
  const { auth, sent } = await request();
  const wait = await senderWaits(sent);
  if (wait > 0) return refuse(waitWords(wait));
  try {
    const answer = await auth.api.signInEmail({ body: { email: email.trim(), password }, headers: sent });
    await forgetAttempts(triesKey(email));
    return { ok: true, needsSecondFactor: 'twoFactorRedirect' in answer };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return refuse(error.statusCode === 429 ? waitWords(Number(error.message) || 60) : WRONG);
  }
}

/** Ends signing in with the code of an authenticator app, or one of the backup codes. */
export async function confirmSecondFactor(code: string): Promise<StepResult> {
  const { auth, sent } = await request();
  const wait = await senderWaits(sent);
  if (wait > 0) return refuse(waitWords(wait));
  const given = code.replaceAll(/\s/g, '').toLowerCase();
  try {
    if (/^\d{6}$/.test(given)) await auth.api.verifyTOTP({ body: { code: given }, headers: sent });
    else await auth.api.verifyBackupCode({ body: { code: given }, headers: sent });
    return { ok: true };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const reason = error.body?.code;
    if (reason === 'INVALID_TWO_FACTOR_COOKIE' || reason === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
      return refuse('This sign-in has run out. Go back and give your password again.');
    if (error.statusCode === 429) return refuse(waitWords(15 * 60));
    return refuse('This code is not right. Codes change every 30 seconds; a backup code works once.');
  }
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  const { auth, sent } = await request();
  await auth.api.signOut({ headers: sent });
}

/** Ends every session of the person, this one included. */
export async function signOutEverywhere(): Promise<void> {
  const { auth, sent } = await request();
  await auth.api.revokeSessions({ headers: sent });
}

/** Sends a link for a new password to an address, if it belongs to somebody; the answer is the same if not. */
export async function askForReset(email: string): Promise<StepResult> {
  const { auth, sent } = await request();
  const wait =
    (await senderWaits(sent)) || (await countAttempt(`reset:${triesKey(email)}`, { max: 5, seconds: 15 * 60 }));
  if (wait > 0) return refuse(waitWords(wait));
  await clearExpired();
  try {
    await auth.api.requestPasswordReset({ body: { email: email.trim().toLowerCase() }, headers: sent });
  } catch (error) {
    if (!isAPIError(error)) throw error;
  }
  return { ok: true };
}

/** True while a link for a new password is good. Changes nothing. */
export async function isResetToken(token: string): Promise<boolean> {
  const { auth } = await request();
  const context = await auth.$context;
  const kept = await context.internalAdapter.findVerificationValue(`reset-password:${token}`);
  return kept !== null && kept !== undefined && kept.expiresAt > new Date();
}

/** Sets a new password by a link, once; every session of the person ends. */
export async function setPasswordByToken(token: string, password: string): Promise<StepResult> {
  const { auth, sent } = await request();
  try {
    await auth.api.resetPassword({ body: { newPassword: password, token }, headers: sent });
    return { ok: true };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return refuse('This link has been used or has run out. Ask for another one.');
  }
}

/** Changes the password of whoever is signed in; every other session ends and this one is replaced. */
export async function changePassword(current: string, next: string): Promise<StepResult> {
  const { auth, sent } = await request();
  try {
    await auth.api.changePassword({
      body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      headers: sent,
    });
    return { ok: true };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return refuse('The present password is not right.');
  }
}

/** What an authenticator app is told, and the codes to keep for the day when it is lost. */
export type SecondFactorOffer = { readonly uri: string; readonly backupCodes: readonly string[] };

/** Prepares a second factor; it counts once a code from the app has been confirmed. */
export async function beginSecondFactor(password: string): Promise<StepResult<{ offer: SecondFactorOffer }>> {
  const { auth, sent } = await request();
  try {
    const answer = await auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: sent });
    if (!('totpURI' in answer)) return refuse('A second factor could not be prepared.');
    return { ok: true, offer: { uri: answer.totpURI, backupCodes: answer.backupCodes } };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return refuse(
      error.body?.code === 'TOTP_ALREADY_ENABLED' ? 'There is a second factor already.' : 'The password is not right.',
    );
  }
}

/** Takes the second factor into use; the session is replaced. */
export async function finishSecondFactor(code: string): Promise<StepResult> {
  const { auth, sent } = await request();
  try {
    await auth.api.verifyTOTP({ body: { code: code.replaceAll(/\s/g, '') }, headers: sent });
    return { ok: true };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return refuse('This code is not right. Codes change every 30 seconds.');
  }
}

/** Gives the second factor up. */
export async function endSecondFactor(password: string): Promise<StepResult> {
  const { auth, sent } = await request();
  try {
    await auth.api.disableTwoFactor({ body: { password }, headers: sent });
    return { ok: true };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return refuse('The password is not right.');
  }
}
