import { CaptureList, type ShownEvidence } from '@/components/evidence/capture-list';
import { languageWord, SourceCitation } from '@/components/ledger/source-citation';
import { relayWords } from '@/lib/formats/claim-sentence';
import { plural } from '@/lib/formats/text';
import type { Publication } from '@/lib/ledger/claim';
import type { Source } from '@/lib/ledger/source';

/** The words quoted, in their language, and where they stand. */
function Quote({ publication }: { readonly publication: Publication }) {
  if (publication.quote === null) return null;
  return (
    <blockquote
      lang={publication.language ?? undefined}
      cite={publication.url ?? undefined}
      className="mt-2 border-line border-l-2 pl-4 font-serif"
    >
      <p>“{publication.quote}”</p>
      {publication.language !== null && publication.language !== 'en' && (
        <p lang="en" className="font-sans text-muted text-small">
          {languageWord(publication.language)}
        </p>
      )}
      {publication.translation !== null && (
        <p lang="en" className="mt-1">
          “{publication.translation}” <span className="font-sans text-muted text-small">translated</span>
        </p>
      )}
    </blockquote>
  );
}

/** Every publication of a claim with its quote; whoever only carried the words stands apart from who said them (E4). */
export function Publications({
  publications,
  source,
  evidence = [],
  isFetching = false,
  withheld = null,
}: {
  readonly publications: readonly Publication[];
  readonly source: Pick<Source, 'name'>;
  /** What is archived of each, in their order. */
  readonly evidence?: readonly ShownEvidence[];
  readonly isFetching?: boolean;
  /** Why archived bytes are not handed on (D17). */
  readonly withheld?: string | null;
}) {
  const relay = relayWords(publications);
  return (
    <div>
      <p className="text-interface text-muted">
        {relay === null
          ? `Said by ${source.name}.`
          : `Said by ${source.name}; known here only ${relay}, not from its own publication.`}{' '}
        {plural(publications.length, 'publication')}.
      </p>
      <ol className="mt-3 grid gap-5">
        {publications.map((publication, index) => (
          // One document may be listed twice; the order is the ledger's own and never changes within a version.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={index} className="text-interface">
            <SourceCitation publication={publication} />
            {publication.place !== null && <p className="text-muted text-small">{publication.place}</p>}
            <Quote publication={publication} />
            {publication.note !== null && <p className="mt-1 text-muted text-small">{publication.note}</p>}
            {evidence[index] !== undefined && (
              <CaptureList evidence={evidence[index]} isFetching={isFetching} withheld={withheld} />
            )}
          </li>
        ))}
      </ol>
      {publications.every(({ quote }) => quote === null) && (
        <p className="mt-3 text-muted text-small">The words themselves are not quoted in the ledger.</p>
      )}
    </div>
  );
}
