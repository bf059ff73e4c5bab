/**
 * What the forms of signing in have in common: reading what was entered, and saying what is wrong with it.
 */
import { z } from 'zod';
import { passwordProblem } from '@/lib/auth/password';
import { type FormError, textOf } from '@/lib/form-state';

/** The address as entered, and what is wrong with it. */
export function readEmail(form: FormData): { readonly email: string; readonly errors: readonly FormError[] } {
  const email = textOf(form, 'email').trim();
  const isAddress = email.length <= 320 && z.email().safeParse(email).success;
  return {
    email,
    errors: isAddress ? [] : [{ field: 'email', message: 'Enter an e-mail address like name@example.org.' }],
  };
}

/** The new password as entered twice, and what is wrong with it. */
export function readNewPassword(
  form: FormData,
  email?: string,
): { readonly password: string; readonly errors: readonly FormError[] } {
  const password = textOf(form, 'password');
  const problem = passwordProblem(password, email);
  if (problem !== null) return { password, errors: [{ field: 'password', message: problem }] };
  if (textOf(form, 'again') !== password)
    return { password, errors: [{ field: 'again', message: 'The two passwords differ.' }] };
  return { password, errors: [] };
}

/** A name as entered, and what is wrong with it. */
export function readName(form: FormData): { readonly name: string; readonly errors: readonly FormError[] } {
  const name = textOf(form, 'name').trim().replaceAll(/\s+/g, ' ');
  return { name, errors: name === '' || name.length > 200 ? [{ field: 'name', message: 'Enter your name.' }] : [] };
}
