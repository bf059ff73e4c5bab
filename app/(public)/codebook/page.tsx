import type { Metadata } from 'next';
import { connection } from 'next/server';
import { PageLinks } from '@/app/page-links';
import { CodebookSection } from '@/components/codebook/codebook-section';
import { Contents } from '@/components/ui/contents';
import { Inert } from '@/components/ui/inert';
import { PageHeader } from '@/components/ui/page-header';
import { toCodebook } from '@/lib/formats/codebook';
import { codebook, jsonTwin, methodology } from '@/lib/routes';
import { readMetricUses } from './metric-uses';

export const instant = false;

export const metadata: Metadata = {
  title: 'Codebook',
  description: 'Every metric, unit, side, scope, badge, flag and reason that the ledger uses, with its definition.',
};

/** Every code with its definition, written from the vocabulary that the ledger itself uses (R11, D8). */
export default async function CodebookPage() {
  await connection();
  const book = toCodebook(await readMetricUses());
  const twin = jsonTwin(codebook());
  return (
    <>
      <PageLinks path={codebook()} twins={{ json: twin }} />
      <PageHeader kicker={`Method ${book.methodVersion}`} title="Codebook">
        <p>What every code means, and which sources use each metric.</p>
      </PageHeader>
      <p className="mb-6 text-interface">
        <a href={twin}>The codebook as JSON</a> · <a href={methodology()}>How figures are made</a>
      </p>
      <Contents
        label="Lists of the codebook"
        entries={book.lists.map(({ list, title }) => ({ href: codebook(list), label: title }))}
      />
      <Inert>
        {book.lists.map((list) => (
          <CodebookSection key={list.list} list={list} />
        ))}
      </Inert>
    </>
  );
}
