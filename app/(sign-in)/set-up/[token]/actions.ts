'use server';

import { redirect } from 'next/navigation';
import { readEmail, readName, readNewPassword } from '@/app/(sign-in)/forms';
import { acceptLink } from '@/lib/auth/links';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { type FormState, failed, textOf } from '@/lib/form-state';
import { DESK, SIGN_IN } from '@/lib/routes';

/** Makes the first administrator and signs them in. */
export async function setUpAction(_: FormState, form: FormData): Promise<FormState> {
  const token = textOf(form, 'token');
  const name = readName(form);
  const email = readEmail(form);
  const password = readNewPassword(form, email.email);
  const values = { name: name.name, email: email.email };
  const errors = [...name.errors, ...email.errors, ...password.errors];
  if (errors.length > 0) return failed(errors, values);
  const made = await acceptLink(token, 'set_up', { ...values, password: password.password });
  if (!made.ok) return failed([made], values);
  const result = await signInWithPassword(made.email, password.password);
  redirect(result.ok ? DESK : SIGN_IN);
}
