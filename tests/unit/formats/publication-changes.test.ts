import { expect, test } from 'vitest';
import { toPublicationChanges } from '@/lib/formats/publication-changes';
import { publicationSchema } from '@/lib/ledger/claim';

const one = publicationSchema.parse({ publisher: 'Censor.NET', publishedOn: '2024-10-01', quote: '1 271 a day' });

test('publications that are the same have no changes', () => {
  expect(toPublicationChanges([one], [one])).toEqual([]);
});

test('another quote and a place are two changes, with what stood there before', () => {
  expect(toPublicationChanges([one], [{ ...one, quote: '1 272 a day', place: 'page 3' }])).toEqual([
    { field: 'Publication, quote', before: '1 271 a day', after: '1 272 a day' },
    { field: 'Publication, place of the words', before: null, after: 'page 3' },
  ]);
});

test('a second publication is told apart by its number', () => {
  const other = publicationSchema.parse({ publisher: 'Ukrainska Pravda', publishedOn: '2024-10-02' });
  expect(toPublicationChanges([one], [one, other])).toEqual([
    { field: 'Publication 2, publisher', before: null, after: 'Ukrainska Pravda' },
    { field: 'Publication 2, published on', before: null, after: '2 October 2024' },
  ]);
});
