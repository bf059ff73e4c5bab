'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { makeFormToken, readFormToken } from '@/lib/auth/form-token';
import { senderOf } from '@/lib/auth/origin';
import { countAttempt } from '@/lib/data/attempts';
import { fileReport } from '@/lib/data/reports';
import { type FormError, type FormState, failed, textOf } from '@/lib/form-state';
import { plural } from '@/lib/formats/text';
import { reportSchema } from '@/lib/ledger/report';
import { REPORT_FORM, reportSent } from '@/lib/routes';

/** So many reports may come from one address. */
const LIMIT = { max: 5, seconds: 60 * 60 } as const;

const FIELDS = ['claim', 'page', 'wrong', 'seen', 'email'] as const;
const NAMES: Readonly<Record<string, string>> = {
  claim: 'The claim',
  page: 'The page',
  wrong: 'What is wrong',
  seen: 'Where you saw it',
  email: 'E-mail',
};

const TOKEN_WORDS = {
  forged: 'The form was not sent as it was drawn. Please send it once more.',
  early: 'The form came back within three seconds, as programs send it. Please send it once more.',
  late: 'The form was open for more than a day. Please send it once more.',
} as const;

/** Takes a report of an error (R10). Everything that was typed comes back where something is wrong. */
export async function reportAction(_before: FormState, form: FormData): Promise<FormState> {
  const typed = Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name)]));
  const again = (errors: readonly FormError[], token: string) => failed(errors, { ...typed, token });
  const sentToken = textOf(form, 'token');
  const token = await readFormToken(REPORT_FORM, sentToken);
  if (!token.ok)
    return again(
      [{ message: TOKEN_WORDS[token.reason] }],
      token.reason === 'early' ? sentToken : await makeFormToken(REPORT_FORM),
    );
  // No person sees this field.
  if (textOf(form, 'website') !== '')
    return again([{ message: 'A field that nobody sees was filled in. Please send it once more.' }], sentToken);
  const report = reportSchema.safeParse(typed);
  if (!report.success)
    return again(
      report.error.issues.map(({ path, message }) => ({
        field: String(path[0]),
        message: `${NAMES[String(path[0])] ?? ''} ${message}`,
      })),
      sentToken,
    );
  const wait = await countAttempt(`report:${senderOf(await headers())}`, LIMIT);
  if (wait > 0)
    return again(
      [
        {
          message: `Many reports came from your address. Please send it in ${plural(Math.ceil(wait / 60), 'minute')}.`,
        },
      ],
      sentToken,
    );
  if (!(await fileReport(token.id, report.data)))
    return again([{ field: 'claim', message: 'The ledger has no claim with this id.' }], sentToken);
  redirect(reportSent(token.id));
}
