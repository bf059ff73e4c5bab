'use server';

import { redirect } from 'next/navigation';
import { localPath } from '@/lib/auth/origin';
import { confirmSecondFactor, signInWithPassword } from '@/lib/auth/sign-in';
import { type FormState, failed, textOf } from '@/lib/form-state';
import { DESK, secondFactor } from '@/lib/routes';

/** Address and password; then on, or to the second factor. */
export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, 'email').trim();
  const password = textOf(form, 'password');
  const to = localPath(form.get('to'), DESK);
  const missing = [
    ...(email === '' ? [{ field: 'email', message: 'Enter your e-mail address.' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'Enter your password.' }] : []),
  ];
  if (missing.length > 0) return failed(missing, { email });
  const result = await signInWithPassword(email, password);
  if (!result.ok) return failed([{ message: result.message }], { email });
  redirect(result.needsSecondFactor ? secondFactor(to) : to);
}

/** The code; then on. */
export async function secondFactorAction(_: FormState, form: FormData): Promise<FormState> {
  const code = textOf(form, 'code').trim();
  const to = localPath(form.get('to'), DESK);
  if (code === '') return failed([{ field: 'code', message: 'Enter the code.' }]);
  const result = await confirmSecondFactor(code);
  if (!result.ok) return failed([{ field: 'code', message: result.message }]);
  redirect(to);
}
