/**
 * What stands around a frozen comparison for those who take it elsewhere: how to cite and to embed it (R4, R7), what other sites show beside a
 * link to it (R8, D15), what it is to machines (D12, and as a memento of the live page).
 */
import type { FrozenComparison } from '@/app/(public)/p/read-frozen';
import { knownAddress, ShareTags } from '@/app/share-tags';
import { CiteBox } from '@/components/cite/cite-box';
import { EmbedBox } from '@/components/embed/embed-box';
import { JsonLd } from '@/components/site/json-ld';
import { publicOrigin } from '@/lib/auth/origin';
import { readEnvironment } from '@/lib/env';
import { citedTitle, fullCitation, inlineCitation, toCited } from '@/lib/formats/citation';
import { comparisonReference, toBibtex, toCslJson, toRis } from '@/lib/formats/citation-files';
import { embedHeight, iframeCode } from '@/lib/formats/embed-code';
import { breadcrumbsJsonLd, comparisonJsonLd } from '@/lib/formats/json-ld';
import { socialAlt } from '@/lib/formats/social-picture';
import {
  absolute,
  embed,
  embedLive,
  figures,
  permalink as permalinkAddress,
  permalinkCitation,
  permalinkFile,
  permalinkSocial,
} from '@/lib/routes';

const titleOf = ({ permalink, view, table }: FrozenComparison) => permalink.title ?? citedTitle(view, table);

/** What goes into the head of the page, and its block of data. */
export function SharingHead({ frozen }: { readonly frozen: FrozenComparison }) {
  const { permalink, view, table } = frozen;
  const { id } = permalink;
  const path = permalinkAddress(id);
  const downloads = [
    { path: permalinkFile(id, 'csv'), name: 'CSV', type: 'text/csv' },
    { path: permalinkFile(id, 'json'), name: 'JSON', type: 'application/json' },
    { path: permalinkFile(id, 'svg'), name: 'SVG', type: 'image/svg+xml' },
    { path: permalinkFile(id, 'png'), name: 'PNG', type: 'image/png' },
    { path: permalinkFile(id, 'zip'), name: 'ZIP', type: 'application/zip' },
  ];
  return (
    <>
      <ShareTags title={titleOf(frozen)} path={path} picture={permalinkSocial(id)} alt={socialAlt(table, view)} />
      {/* The page's headers say the same (lib/page-cache.mjs). */}
      <meta name="memento-datetime" content={new Date(table.knownOn).toUTCString()} />
      <link rel="original" href={figures({ ...view, known: null })} />
      <JsonLd
        nodes={[
          comparisonJsonLd(frozen, { path, downloads, isFrozen: true }, knownAddress),
          breadcrumbsJsonLd(
            [
              { name: 'Figures', path: figures() },
              { name: titleOf(frozen), path },
            ],
            knownAddress,
          ),
        ]}
      />
    </>
  );
}

/** The two boxes at the end of the page. Where the site does not know its address, they name the one that is being used (CopyText). */
export function CiteAndEmbed({
  frozen,
  picture,
}: {
  readonly frozen: FrozenComparison;
  readonly picture: { readonly width: number; readonly height: number };
}) {
  const { permalink, view, table } = frozen;
  const { id } = permalink;
  const origin = publicOrigin();
  const guessedOrigin = readEnvironment().SITE_URL === undefined ? origin : null;
  const cited = toCited(table, view, { id, address: absolute(origin, permalinkAddress(id)) });
  const work = comparisonReference(cited);
  const code = (path: string) => ({
    address: path,
    code: iframeCode({
      address: absolute(origin, path),
      title: titleOf(frozen),
      height: embedHeight({ wide: picture, narrow: picture }),
    }),
  });
  return (
    <>
      <CiteBox
        texts={[
          { name: 'In running text', text: inlineCitation(cited), address: permalinkCitation(id, 'txt') },
          { name: 'In a list of references', text: fullCitation(cited), address: permalinkCitation(id, 'txt') },
        ]}
        files={[
          { name: 'BibTeX', text: toBibtex(work), address: permalinkCitation(id, 'bib') },
          { name: 'RIS', text: toRis(work), address: permalinkCitation(id, 'ris') },
          { name: 'CSL-JSON', text: toCslJson(work), address: permalinkCitation(id, 'json') },
        ]}
        guessedOrigin={guessedOrigin}
      />
      <EmbedBox
        frozen={code(embed(id))}
        live={code(embedLive({ ...view, known: null }))}
        guessedOrigin={guessedOrigin}
      />
    </>
  );
}
