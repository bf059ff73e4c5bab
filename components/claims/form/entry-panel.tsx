import type { ReactNode } from 'react';
import { EffectList } from '@/components/review/effect-list';
import { Textarea } from '@/components/ui/textarea';
import { fieldLabel, problemWords } from '@/lib/formats/draft-words';
import type { EntryWords, RelatedClaim } from '@/lib/formats/entry-words';
import { plural } from '@/lib/formats/text';
import { fieldId } from '@/lib/forms';
import type { DraftProblem } from '@/lib/ledger/draft';
import { claim as claimAddress } from '@/lib/routes';
import type { FieldReader } from './field-reader';

function PanelPart({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="border-line border-t pt-3">
      <h3 id={id} className="mb-1.5 font-sans font-semibold text-interface">
        {title}
      </h3>
      {children}
    </section>
  );
}

function ClaimLinks({ claims }: { readonly claims: readonly RelatedClaim[] }) {
  if (claims.length === 0) return null;
  return (
    <ul className="mt-1 list-disc space-y-1 pl-5 text-small">
      {claims.map(({ id, sentence }) => (
        <li key={id}>
          <a href={claimAddress(id)} target="_blank" rel="noopener">
            {sentence}
          </a>
        </li>
      ))}
    </ul>
  );
}

/**
 * What stands beside the form: the claim said back, what is missing, what may be wrong, what it may repeat, and which figures it would move
 * (E2, E7, E8). The reasons with which warnings are passed are fields of the form.
 */
export function EntryPanel({
  sentence,
  entry,
  problems,
  fields,
  onReason,
}: {
  readonly sentence: string;
  /** Null before anything was computed. */
  readonly entry: EntryWords | null;
  /** What is wrong now: as far as the browser knows, or as the server said. */
  readonly problems: readonly DraftProblem[];
  readonly fields: FieldReader;
  readonly onReason: (key: string, reason: string) => void;
}) {
  return (
    <div className="grid gap-5 text-interface">
      <section aria-labelledby="said-back">
        <h2 id="said-back" className="mb-1.5 font-sans font-semibold text-interface">
          Said back
        </h2>
        <p className="font-serif text-body" data-said-back="">
          {sentence}
        </p>
      </section>
      {entry?.changes && entry.changes.length > 0 && (
        <PanelPart id="changes" title="What it changes">
          <dl className="grid gap-1.5 text-small">
            {entry.changes.map(({ field, before, after }) => (
              <div key={field}>
                <dt className="text-muted">{field}</dt>
                <dd className="break-words">
                  {before} → <span className="font-medium">{after}</span>
                </dd>
              </div>
            ))}
          </dl>
        </PanelPart>
      )}
      <PanelPart
        id="still-missing"
        title={problems.length === 0 ? 'Complete' : `${plural(problems.length, 'thing')} to mend`}
      >
        {problems.length === 0 ? (
          <p className="text-muted text-small">Nothing is missing, and nothing cannot be read.</p>
        ) : (
          <ul className="list-disc space-y-0.5 pl-5 text-small" data-problems="">
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.message}`}>
                {problem.field === 'base' ? (
                  problem.message
                ) : (
                  <a href={`#${fieldId(problem.field)}`} title={problemWords(problem)}>
                    {fieldLabel(problem.field)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </PanelPart>
      {entry !== null && entry.warnings.length > 0 && (
        <PanelPart id="warnings" title={plural(entry.warnings.length, 'warning')}>
          <p className="mb-3 text-muted text-small">
            Mend what is wrong. What is right all the same is passed with a reason, which the reviewer reads.
          </p>
          <ul className="grid gap-4">
            {entry.warnings.map(({ key, label, field, message, related }) => (
              <li key={key} data-warning={key} className="border-caution-line border-l-4 bg-caution px-3 py-2.5">
                <p className="font-medium">
                  <span className="sr-only">Warning: </span>
                  {label}
                </p>
                <p className="mt-0.5 text-small">
                  {message} <a href={`#${fieldId(field)}`}>{fieldLabel(field)}</a>
                </p>
                <ClaimLinks claims={related} />
                <div className="mt-2">
                  <Textarea
                    id={fieldId(`passed.${key}`)}
                    name={`passed.${key}`}
                    label={
                      <>
                        Pass with a reason<span className="sr-only">: {label}</span>
                      </>
                    }
                    rows={2}
                    maxLength={1000}
                    defaultValue={fields.text(`passed.${key}`)}
                    error={fields.error(`passed.${key}`)}
                    onInput={(event) => onReason(key, event.currentTarget.value)}
                  />
                </div>
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
      {entry !== null && entry.duplicates.length > 0 && (
        <PanelPart id="duplicates" title="Likely recorded already">
          <ul className="grid gap-2 text-small">
            {entry.duplicates.map(({ id, sentence: said, why }) => (
              <li key={id}>
                <a href={claimAddress(id)} target="_blank" rel="noopener">
                  {said}
                </a>
                <span className="block text-muted">{why}</span>
              </li>
            ))}
          </ul>
        </PanelPart>
      )}
      <PanelPart id="effect" title="Effect on figures">
        {entry?.effect ? (
          <EffectList effect={entry.effect} groups={entry.effect.groups} />
        ) : (
          <p className="text-muted text-small">Shown as soon as nothing is missing.</p>
        )}
      </PanelPart>
    </div>
  );
}
