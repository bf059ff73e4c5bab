import { languageWord, SourceCitation } from '@/components/ledger/source-citation';
import type { Publication } from '@/lib/ledger/claim';

/** A publication without anything that was keyed from it. */
export type BlindPublication = Pick<
  Publication,
  | 'relay'
  | 'publisher'
  | 'title'
  | 'url'
  | 'archiveUrl'
  | 'publishedOn'
  | 'language'
  | 'quote'
  | 'place'
  | 'translation'
>;

/** Where the words are, and the words: all that the second editor is given (E6). */
export function BlindPublications({ publications }: { readonly publications: readonly BlindPublication[] }) {
  return (
    <ol className="grid gap-5">
      {publications.map((publication, index) => (
        // The order is the claim's own and never changes while one looks.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <li key={index} className="text-interface">
          <SourceCitation publication={{ ...publication, key: null, note: null }} />
          {publication.url !== null && (
            <p className="mt-1">
              <a href={publication.url} target="_blank" rel="external noopener nofollow">
                Open the publication
              </a>{' '}
              <span className="text-muted text-small">(in a new tab)</span>
            </p>
          )}
          {publication.quote !== null && (
            <blockquote
              lang={publication.language ?? undefined}
              className="mt-2 border-line border-l-2 pl-4 font-serif"
            >
              <p>“{publication.quote}”</p>
              {publication.translation !== null && (
                <p lang="en" className="mt-1 text-muted">
                  “{publication.translation}”
                </p>
              )}
              {publication.language !== null && publication.language !== 'en' && (
                <p lang="en" className="font-sans text-muted text-small">
                  {languageWord(publication.language)}
                </p>
              )}
            </blockquote>
          )}
          {publication.place !== null && (
            <p className="mt-1 text-muted text-small">Place in the source: {publication.place}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
