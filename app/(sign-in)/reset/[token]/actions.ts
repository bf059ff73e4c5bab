'use server';

import { redirect } from 'next/navigation';
import { readNewPassword } from '@/app/(sign-in)/forms';
import { setPasswordByToken } from '@/lib/auth/sign-in';
import { type FormState, failed, textOf } from '@/lib/form-state';
import { SIGN_IN } from '@/lib/routes';

/** Sets a new password by a link; whoever did so signs in with it. */
export async function resetAction(_: FormState, form: FormData): Promise<FormState> {
  const token = textOf(form, 'token');
  const { password, errors } = readNewPassword(form);
  if (errors.length > 0) return failed(errors);
  const result = await setPasswordByToken(token, password);
  if (!result.ok) return failed([{ message: result.message }]);
  redirect(SIGN_IN);
}
