import type { ReactNode } from 'react';
import { joinWords } from '@/lib/formats/text';
import type { Publication } from '@/lib/ledger/claim';
import { DayLabel } from './month-label';

/** Languages of publications, in words. */
const LANGUAGES: Readonly<Record<string, string>> = {
  be: 'Belarusian',
  cs: 'Czech',
  de: 'German',
  en: 'English',
  es: 'Spanish',
  et: 'Estonian',
  fr: 'French',
  it: 'Italian',
  lt: 'Lithuanian',
  lv: 'Latvian',
  pl: 'Polish',
  ru: 'Russian',
  sk: 'Slovak',
  uk: 'Ukrainian',
};

/** The language in words, or its code where we have no word. */
export function languageWord(code: string): string {
  return LANGUAGES[code] ?? code;
}

/** Where a page stands on the web, for people: `themoscowtimes.com`. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

/**
 * One publication: who carried it, its title, when, in which language, and where it can be read. The relay stands apart from
 * the origin (E4). Links leave the site and carry no endorsement.
 */
export function SourceCitation({ publication }: { readonly publication: Publication }) {
  const { publisher, relay, title, url, archiveUrl, publishedOn, language } = publication;
  const carriers = [...new Set([publisher, relay === publisher ? null : relay].filter((name) => name !== null))];
  const parts: ReactNode[] = [];
  if (carriers.length > 0) parts.push(joinWords(carriers, 'via'));
  if (publishedOn !== null) parts.push(<DayLabel key="day" day={publishedOn} />);
  if (language !== null && language !== 'en') parts.push(`in ${languageWord(language)}`);
  if (url !== null)
    parts.push(
      <a key="url" href={url} rel="external noopener nofollow">
        {hostOf(url)}
      </a>,
    );
  if (archiveUrl !== null)
    parts.push(
      <a key="archive" href={archiveUrl} rel="external noopener nofollow">
        archived copy
      </a>,
    );
  return (
    <span>
      {title !== null && <cite className="not-italic">“{title}”</cite>}
      {title !== null && parts.length > 0 && ', '}
      {parts.length > 0
        ? parts.map((part, index) => (
            // The parts have a fixed order and never move.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <span key={index}>
              {index > 0 && ', '}
              {part}
            </span>
          ))
        : title === null && 'Publication not identified'}
    </span>
  );
}
