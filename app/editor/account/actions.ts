'use server';

import { redirect } from 'next/navigation';
import { readNewPassword } from '@/app/(sign-in)/forms';
import type { SecondFactorState } from '@/components/people/second-factor-set-up';
import { requirePerson } from '@/lib/auth/guard';
import {
  beginSecondFactor,
  changePassword,
  endSecondFactor,
  finishSecondFactor,
  signOutEverywhere,
} from '@/lib/auth/sign-in';
import { type FormState, failed, textOf } from '@/lib/form-state';
import { toQrCode } from '@/lib/formats/qr';
import { account, SIGN_IN } from '@/lib/routes';

/** Changes the password of whoever is signed in; their other sessions end. */
export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const person = await requirePerson();
  const { password, errors } = readNewPassword(form, person.email);
  const current = textOf(form, 'current');
  const missing = current === '' ? [{ field: 'current', message: 'Enter your present password.' }] : [];
  if (missing.length + errors.length > 0) return failed([...missing, ...errors]);
  const result = await changePassword(current, password);
  if (!result.ok) return failed([{ field: 'current', message: result.message }]);
  redirect(account('password'));
}

/** The steps to a second factor and back. */
export async function secondFactorStep(state: SecondFactorState, form: FormData): Promise<SecondFactorState> {
  await requirePerson();
  const fresh = { errors: [], values: {} };
  const refused = (field: string, message: string) => ({ ...fresh, errors: [{ field, message }] });
  switch (textOf(form, 'step')) {
    case 'begin': {
      const result = await beginSecondFactor(textOf(form, 'password'));
      if (!result.ok) return { ...refused('factor-password', result.message), isOn: state.isOn };
      const { uri, backupCodes } = result.offer;
      const secret = new URL(uri).searchParams.get('secret') ?? '';
      return { ...fresh, isOn: false, offer: { code: toQrCode(uri), secret, backupCodes } };
    }
    case 'finish': {
      const result = await finishSecondFactor(textOf(form, 'code'));
      if (!result.ok) return { ...state, ...refused('factor-code', result.message) };
      return redirect(account('second-factor-on'));
    }
    case 'end': {
      const result = await endSecondFactor(textOf(form, 'password'));
      if (!result.ok) return { ...refused('factor-password', result.message), isOn: true };
      return redirect(account('second-factor-off'));
    }
    default:
      return { ...fresh, isOn: state.isOn };
  }
}

/** Ends every session of whoever is signed in, this one included. */
export async function signOutEverywhereAction(): Promise<void> {
  await requirePerson();
  await signOutEverywhere();
  redirect(SIGN_IN);
}
