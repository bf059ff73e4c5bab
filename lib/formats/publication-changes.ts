/**
 * What changed in the publications of a claim, field by field, in words (E11, E16): where they were quoted from, which words, which place.
 */
import type { Publication } from '@/lib/ledger/claim';
import type { ClaimChange } from './claim-changes';
import { formatDay } from './text';

const FIELDS = {
  relay: 'carried by',
  publisher: 'publisher',
  title: 'title',
  url: 'address',
  archiveUrl: 'archived copy',
  publishedOn: 'published on',
  language: 'language',
  quote: 'quote',
  place: 'place of the words',
  translation: 'translation',
  note: 'note',
} as const satisfies Partial<Record<keyof Publication, string>>;

function text(publication: Publication | undefined, field: keyof typeof FIELDS): string | null {
  if (publication === undefined) return null;
  return field === 'publishedOn' && publication.publishedOn !== null
    ? formatDay(publication.publishedOn)
    : publication[field];
}

/** Every field in which the publications differ, first publication first; `Publication 2, quote` where there are several. */
export function toPublicationChanges(before: readonly Publication[], after: readonly Publication[]): ClaimChange[] {
  const several = Math.max(before.length, after.length) > 1;
  const changes: ClaimChange[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index += 1)
    for (const field of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
      const [was, is] = [text(before[index], field), text(after[index], field)];
      if (was !== is)
        changes.push({
          field: `Publication${several ? ` ${index + 1}` : ''}, ${FIELDS[field]}`,
          before: was,
          after: is,
        });
    }
  return changes;
}
