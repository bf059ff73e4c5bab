import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PageLinks } from '@/app/page-links';
import { ChangeEntry } from '@/components/changes/change-entry';
import { PageHeader } from '@/components/ui/page-header';
import { readChange } from '@/lib/data/changes';
import { toEntryTitle } from '@/lib/formats/changes-words';
import { parseLedgerNumber } from '@/lib/ledger/changes';
import { CHANGES, change as changeAddress, changesFeed } from '@/lib/routes';

export const instant = false;

/** One read for title and page. */
const readEntry = cache(async (text: string) => {
  const ledgerNumber = parseLedgerNumber(text);
  return ledgerNumber === null ? null : readChange(ledgerNumber);
});

export async function generateMetadata({ params }: PageProps<'/changes/[ledgerNumber]'>): Promise<Metadata> {
  const entry = await readEntry((await params).ledgerNumber);
  return entry === null ? { title: 'Change', robots: { index: false } } : { title: toEntryTitle(entry) };
}

/** One publish with everything that it did. */
export default async function ChangePage({ params }: PageProps<'/changes/[ledgerNumber]'>) {
  const entry = await readEntry((await params).ledgerNumber);
  // proxy.ts has asked the ledger for it.
  if (entry === null) notFound();
  const { ledgerNumber } = entry;
  return (
    <>
      <PageLinks path={changeAddress(ledgerNumber)} />
      <PageHeader
        kicker={
          <>
            <a href={CHANGES}>Changes</a> · ledger number {String(ledgerNumber)}
          </>
        }
        title={toEntryTitle(entry)}
        isSentence
      />
      <ChangeEntry entry={entry} isAlone />
      <p className="mt-4 text-interface">
        <a href={changesFeed({ after: String(ledgerNumber - 1n), before: String(ledgerNumber + 1n) }, 'json')}>
          As JSON
        </a>
      </p>
    </>
  );
}
