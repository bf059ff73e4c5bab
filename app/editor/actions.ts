'use server';

import { redirect } from 'next/navigation';
import { signOut } from '@/lib/auth/sign-in';
import { SIGN_IN } from '@/lib/routes';

/** Ends the session of this browser. */
export async function signOutAction(): Promise<void> {
  await signOut();
  redirect(SIGN_IN);
}
