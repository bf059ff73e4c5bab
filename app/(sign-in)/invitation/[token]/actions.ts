'use server';

import { redirect } from 'next/navigation';
import { readName, readNewPassword } from '@/app/(sign-in)/forms';
import { acceptLink } from '@/lib/auth/links';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { type FormState, failed, textOf } from '@/lib/form-state';
import { DESK, SIGN_IN } from '@/lib/routes';

/** Makes the person who was invited and signs them in. */
export async function acceptInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  const token = textOf(form, 'token');
  const name = readName(form);
  const password = readNewPassword(form);
  const values = { name: name.name };
  const errors = [...name.errors, ...password.errors];
  if (errors.length > 0) return failed(errors, values);
  const made = await acceptLink(token, 'invitation', { name: name.name, email: null, password: password.password });
  if (!made.ok) return failed([{ message: made.message }], values);
  const result = await signInWithPassword(made.email, password.password);
  redirect(result.ok ? DESK : SIGN_IN);
}
