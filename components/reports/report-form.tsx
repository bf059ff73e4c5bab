'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { errorOf, type FormAction, NEW_FORM } from '@/lib/form-state';
import { REPORT_LENGTHS } from '@/lib/ledger/report';

/** What is wrong, where what is right was seen, and an address for an answer. It posts without script as well; nothing typed is lost. */
export function ReportForm({
  action,
  claim,
  page,
  token,
}: {
  readonly action: FormAction;
  /** Id of the claim that it is about; empty where it is about none. */
  readonly claim: string;
  /** The page from which the reader came; empty where none is known. */
  readonly page: string;
  readonly token: string;
}) {
  const [state, send] = useActionState(action, NEW_FORM);
  return (
    <form action={send} noValidate className="grid max-w-xl gap-6">
      <ErrorSummary title="This was not sent yet" errors={state.errors} />
      <input type="hidden" name="token" value={state.values.token ?? token} />
      <input type="hidden" name="page" value={page} />
      <TextInput
        id="claim"
        name="claim"
        label="Id of the claim"
        help="Seven letters and digits, as they stand on its page. Empty where it is about something else."
        isOptional
        width="short"
        maxLength={20}
        defaultValue={state.values.claim ?? claim}
        error={errorOf(state, 'claim')}
      />
      <Textarea
        id="wrong"
        name="wrong"
        label="What is wrong"
        rows={5}
        maxLength={REPORT_LENGTHS.wrong}
        required
        defaultValue={state.values.wrong ?? ''}
        error={errorOf(state, 'wrong')}
      />
      <Textarea
        id="seen"
        name="seen"
        label="Where you saw what is right"
        help="An address, a title and a page, a minute of a recording."
        isOptional
        rows={2}
        maxLength={REPORT_LENGTHS.seen}
        defaultValue={state.values.seen ?? ''}
        error={errorOf(state, 'seen')}
      />
      <TextInput
        id="email"
        name="email"
        type="email"
        label="E-mail"
        help="Only if you would like an answer. It is never shown to the public, and deleted when the report is answered."
        isOptional
        width="medium"
        maxLength={REPORT_LENGTHS.email}
        autoComplete="email"
        defaultValue={state.values.email ?? ''}
        error={errorOf(state, 'email')}
      />
      {/* Programs fill in what they find; people do not meet this field, with eyes, ears or keys. */}
      <div hidden>
        <label htmlFor="website">Leave this empty</label>
        <input id="website" name="website" type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
      </div>
      <div>
        <SubmitButton pendingLabel="Sending …">Send the report</SubmitButton>
      </div>
    </form>
  );
}
