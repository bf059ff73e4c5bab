import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageLinks } from '@/app/page-links';
import { DayLabel } from '@/components/ledger/month-label';
import { MethodSections } from '@/components/method/method-sections';
import { MethodVersions } from '@/components/method/method-versions';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { METHOD_TEXTS, methodTextOf } from '@/lib/ledger/method-versions';
import { parseDay } from '@/lib/ledger/month';
import { METHOD_VERSION } from '@/lib/ledger/vocabulary';
import { methodology, methodVersion } from '@/lib/routes';

export const instant = false;

export async function generateMetadata({ params }: PageProps<'/methodology/[version]'>): Promise<Metadata> {
  const { version } = await params;
  return {
    title: `Method ${version}`,
    description: `The rules of version ${version}, as figures made by it follow them.`,
  };
}

/** One version of the method as it was, for figures that name it (R12). */
export default async function MethodVersionPage({ params }: PageProps<'/methodology/[version]'>) {
  // proxy.ts has looked for it.
  const { version } = await params;
  const text = methodTextOf(version);
  if (text === undefined) notFound();
  const since = parseDay(text.since);
  return (
    <>
      <PageLinks path={methodVersion(version)} />
      <PageHeader kicker={<a href={methodology()}>Method</a>} title={`Method ${version}`}>
        <p>{text.changed ?? 'The first version of the rules.'}</p>
      </PageHeader>
      <div className="mb-6">
        {version === METHOD_VERSION ? (
          <Notice>
            The current version
            {since !== null && (
              <>
                , since <DayLabel day={since} />
              </>
            )}
            . This address will keep it when another follows; <a href={methodology()}>the method</a> is always the
            current one.
          </Notice>
        ) : (
          <Notice tone="caution" title="A former version.">
            Figures are now made by <a href={methodology()}>method {METHOD_VERSION}</a>. Permalinks that name version{' '}
            {version} keep their figures.
          </Notice>
        )}
      </div>
      <MethodSections text={text} />
      <MethodVersions texts={METHOD_TEXTS} />
    </>
  );
}
