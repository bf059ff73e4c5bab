'use server';

import { readEmail } from '@/app/(sign-in)/forms';
import { hasMailer } from '@/lib/auth/mailer';
import { askForReset } from '@/lib/auth/sign-in';
import { type FormState, failed } from '@/lib/form-state';

/** Asks for a link to choose a new password. The answer does not tell whether the address is known. */
export async function forgottenAction(_: FormState, form: FormData): Promise<FormState> {
  const { email, errors } = readEmail(form);
  if (errors.length > 0) return failed(errors, { email });
  const result = await askForReset(email);
  if (!result.ok) return failed([{ message: result.message }], { email });
  const way = hasMailer()
    ? 'a link is on its way there by mail. It is good for an hour.'
    : 'whoever runs this server finds a link in its log and can pass it on. It is good for an hour.';
  return { errors: [], values: {}, done: `If ${email} belongs to somebody at this desk, ${way}` };
}
