import { createReadStream, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { parseClaimsCsv } from '@/lib/formats/claims-csv';
import { parseSourcesCsv } from '@/lib/formats/registry-csv';

const starter = 'prisma/starter';

test('every claim of the starter ledger reads as a sentence: who, what, whose, when', async () => {
  const read = (file: string) => readFileSync(`${starter}/${file}`, 'utf8');
  const sources = new Map(
    parseSourcesCsv(read('sources.csv'), read('definitions.csv')).map((source) => [source.slug, source]),
  );
  const sentences: string[] = [];
  for await (const row of parseClaimsCsv(createReadStream(`${starter}/claims.csv`))) {
    const source = row.kind === 'claim' ? sources.get(row.claim.source) : undefined;
    if (row.kind === 'claim' && source) sentences.push(toClaimSentence(row.claim, source));
  }
  const isSentence =
    /^\S.* (says|expects|gives no number|corrected its running total by)\b.*, (Russia|Ukraine|both sides together)\b.*, (over|from|up to|on|for|without) .*\.$/;
  const isBroken = /null|undefined|NaN|\d-|-\d{3}| {2}|\d{5}/;
  expect(sentences.length).toBeGreaterThan(1000);
  expect(sentences.filter((sentence) => !isSentence.test(sentence) || isBroken.test(sentence))).toEqual([]);
});
