import { Readable } from 'node:stream';
import { connection } from 'next/server';
import { allClaimsCsv, stampOf } from '@/app/(public)/claims/all-claims';
import { readClaimsAddress } from '@/app/(public)/claims/read-claims';
import { refuse, refuseBefore } from '@/app/answers';
import { publicOrigin } from '@/lib/auth/origin';
import { readAllClaims } from '@/lib/data/all-claims';
import { listSources } from '@/lib/data/source-pages';
import { readWithheld } from '@/lib/data/withheld';
import { type ArchiveEntry, archiveStream, fingerprinted, fingerprintOf } from '@/lib/formats/archive';
import { toCodebook, toCodebookJson } from '@/lib/formats/codebook';
import { claimFields, type PackageFile, toDataPackage } from '@/lib/formats/data-package';
import { toClaimsReadme, toLicenceText } from '@/lib/formats/readme-text';
import { toSourcesJson } from '@/lib/formats/sources-json';
import { MAX_QUERY_LENGTH } from '@/lib/ledger/view';
import { METHOD_VERSION } from '@/lib/ledger/vocabulary';
import { absolute, allClaimsArchive } from '@/lib/routes';

/**
 * All claims as known at an instant as one archive (D2, D9), streamed: the claims pass from the database to the reader piece by piece. Only
 * `known` and `public` narrow it; other keys are for the list.
 */
export async function GET(request: Request): Promise<Response> {
  await connection();
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY_LENGTH) return refuse('too_long');
  const { view, notes } = readClaimsAddress(searchParams);
  if (notes.length > 0) return refuse('bad_request', notes);
  const at = { known: view.known, public: view.public };
  const [all, sources, withheld] = await Promise.all([readAllClaims(at), listSources(at), readWithheld()]);
  if (all === null)
    return view.known === null
      ? refuse('not_found', [{ key: 'known', value: '', message: 'The ledger is empty.' }])
      : refuseBefore(view.known);
  const { knownOn } = all;
  const address = absolute(publicOrigin(), allClaimsArchive({ known: knownOn, public: view.public }));
  const name = `attrition-ledger_claims_known-${stampOf(knownOn)}`;
  const listed: PackageFile[] = [];
  let claims = 0;
  const file = (path: string, title: string, content: () => string): ArchiveEntry => ({
    name: path,
    content: () => {
      const text = content();
      listed.push({ path, title, ...fingerprintOf(text) });
      return text;
    },
  });
  const head = {
    name: name.toLowerCase(),
    title: 'All claims of the Attrition Ledger',
    description:
      'What sources said about losses in the Russia–Ukraine war, claim by claim, each with its publications.',
    homepage: address,
    methodVersion: METHOD_VERSION,
    knownOn,
    sources: sources.map(({ source }) => source),
    withheld,
  };
  const entries: readonly ArchiveEntry[] = [
    {
      name: 'claims.csv',
      content: () =>
        fingerprinted(
          allClaimsCsv(all, withheld, (more) => {
            claims += more;
          }),
          (print) => listed.push({ path: 'claims.csv', title: 'Claims', fields: claimFields(), ...print }),
        ),
    },
    file('sources.json', 'The registry of sources', () => toSourcesJson(sources)),
    file('codebook.json', 'Every code and rule in words', () => toCodebookJson(toCodebook())),
    file('README.md', 'What is in this archive', () =>
      toClaimsReadme({ knownOn, methodVersion: METHOD_VERSION, publishedBy: view.public, address, claims, withheld }),
    ),
    file('LICENSE.txt', 'Terms of use', () => toLicenceText(head.sources)),
    { name: 'datapackage.json', content: () => toDataPackage(head, listed) },
  ];
  const body = Readable.toWeb(archiveStream(entries)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}.zip"`,
      'Cache-Control': 'public, no-cache',
      'Access-Control-Allow-Origin': '*',
    },
  });
}
