import type { Metadata } from 'next';
import { connection } from 'next/server';
import { PageLinks } from '@/app/page-links';
import { MethodSections } from '@/components/method/method-sections';
import { MethodVersions } from '@/components/method/method-versions';
import { PageHeader } from '@/components/ui/page-header';
import { METHOD_TEXTS } from '@/lib/ledger/method-versions';
import { codebook, jsonTwin, methodology } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = {
  title: 'Method',
  description: 'How claims become monthly figures: every rule with a worked example, and what is never done.',
};

/** The rules by which claims become figures, written from the rules themselves, so that page and code cannot disagree. */
export default async function MethodologyPage() {
  await connection();
  const [current] = METHOD_TEXTS;
  if (current === undefined) throw new Error('there is no version of the method');
  return (
    <>
      <PageLinks path={methodology()} twins={{ json: jsonTwin(codebook()) }} />
      <PageHeader kicker={`Method ${current.version}`} title="How claims become figures">
        <p>
          A claim is that a source said, on a date, that a number of a defined kind occurred. The ledger’s first duty is
          that this sentence is true of the source; its second is to say how far the number can be relied on.
        </p>
      </PageHeader>
      <p className="mb-6 text-interface">
        <a href={codebook()}>Codebook: every code with its definition</a> · <a href={jsonTwin(codebook())}>as JSON</a>
      </p>
      <MethodSections text={current} />
      <MethodVersions texts={METHOD_TEXTS} />
    </>
  );
}
