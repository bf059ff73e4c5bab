'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { fieldLabel, fieldText } from '@/lib/formats/draft-words';
import { type DraftAnswer, type DraftComparison, fieldId } from '@/lib/forms';

const COLUMNS = { was: 'Was', theirs: 'Theirs', yours: 'Yours' } as const;

/**
 * Three states of one draft side by side, field by field: what it was, what somebody else made of it, what was typed here (E12). Each radio
 * carries the text that it stands for, so that the form posts the draft that was chosen.
 */
export function DraftComparisonForm({
  comparison,
  isRevision,
  baseRevision,
  answer,
  post,
}: {
  readonly comparison: DraftComparison;
  readonly isRevision: boolean;
  /** The revision of the claim that the choice is based on, where that is what changed. */
  readonly baseRevision?: number;
  /** What came of saving a choice. */
  readonly answer: DraftAnswer | null;
  readonly post: (posted: FormData) => void;
}) {
  return (
    <form action={post} className="grid gap-6">
      <input type="hidden" name="id" value={comparison.id} />
      <input type="hidden" name="version" value={comparison.version} />
      {baseRevision !== undefined && <input type="hidden" name="baseRevision" value={baseRevision} />}
      {comparison.same.map(([path, text]) => (
        <input key={path} type="hidden" name={path} value={text} />
      ))}
      <Notice tone="caution" title="Two versions of this draft">
        <p>
          {comparison.savedBy === null
            ? 'The claim was changed while the draft was written.'
            : `It was saved by ${comparison.savedBy} while you typed.`}{' '}
          Nothing is lost: choose for each field which text stands, and save. Where only one of you changed a field,
          that text is chosen already.
        </p>
      </Notice>
      {answer?.kind === 'refused' && (
        <Notice tone="caution" title="It was not saved">
          <p>{answer.message}</p>
        </Notice>
      )}
      {comparison.changed.length === 0 && <p>Both say the same.</p>}
      {comparison.changed.map(({ path, settled, ...texts }) => (
        <fieldset key={path} className="border-line border-t pt-3">
          <legend className="font-medium text-interface">{fieldLabel(path)}</legend>
          <div className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-3">
            {(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).map((column) => {
              const id = `${fieldId(path)}-${column}`;
              return (
                <div key={column} className="flex items-start gap-2">
                  <input
                    type="radio"
                    id={id}
                    name={path}
                    value={texts[column]}
                    required
                    defaultChecked={column === settled}
                    className="mt-1 size-4 shrink-0 accent-ink"
                  />
                  <label htmlFor={id} className="min-h-6 min-w-0 whitespace-pre-wrap break-words text-interface">
                    <span className="block text-muted text-small">{COLUMNS[column]}</span>
                    {fieldText(path, texts[column])}
                  </label>
                </div>
              );
            })}
          </div>
        </fieldset>
      ))}
      <div>
        <Button type="submit" name="intent" value="save" look="strong">
          Save what is chosen
        </Button>
        {isRevision && (
          <p className="mt-2 text-muted text-small">Saving publishes nothing: the draft still goes to review.</p>
        )}
      </div>
    </form>
  );
}

/** The same on a page of its own: a draft and the claim that was changed since the draft was begun. */
export function ClaimComparison({
  comparison: first,
  baseRevision,
  post,
}: {
  readonly comparison: DraftComparison;
  readonly baseRevision: number;
  readonly post: (before: DraftAnswer | null, posted: FormData) => Promise<DraftAnswer | null>;
}) {
  const [answer, send] = useActionState(post, null);
  // Somebody saved another version of the draft while it was compared: those two are compared first.
  const isSaved = answer?.kind === 'conflict';
  return (
    <DraftComparisonForm
      comparison={isSaved ? answer.comparison : first}
      isRevision
      {...(isSaved ? {} : { baseRevision })}
      answer={answer}
      post={send}
    />
  );
}
