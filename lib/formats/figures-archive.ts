/**
 * The ZIP of a comparison: data.csv, claims.csv, metadata.json, README.md, CITATION.bib, LICENSE.txt and datapackage.json, which has the
 * SHA-256 of each of the others (D2, D9). Made from the document of the figures, so that a frozen one needs no figure to be made again.
 */
import type { ClaimId } from '@/lib/ledger/claim';
import type { Instant } from '@/lib/ledger/month';
import { type Withheld, withoutWithheld } from '@/lib/ledger/source';
import { type ArchiveEntry, fingerprintOf } from './archive';
import { type FiledClaim, toFiledClaimsCsv } from './claims-csv';
import { claimFields, figureFields, type PackageFile, toDataPackage } from './data-package';
import type { FiguresDocument } from './figures-json';
import { type Shape, toFiguresReadme, toLicenceText } from './readme-text';
import { fileName, viewTitle, windowWords } from './view-words';

/** The claims that a document names, each once, in order of their ids: used, also said, held and not usable. */
export function claimIdsOfDocument(document: FiguresDocument): ClaimId[] {
  const named = [
    ...document.figures.flatMap(({ claims, alsoSaid }) => [...claims, ...alsoSaid]),
    ...document.spans.flatMap(({ claims, alsoSaid }) => [...claims, ...alsoSaid]),
    ...document.totals.flatMap(({ claims }) => claims),
    // Documents that were frozen before there were scenarios have no such key.
    ...(document.scenario ? [document.scenario.ratio] : []),
  ].map(({ id }) => id);
  return [...new Set([...named, ...document.gaps.flatMap(({ claims }) => claims)])].sort();
}

/** The months that a document covers; it has at least one. */
function windowOf({ months }: FiguresDocument) {
  const [from] = months;
  const to = months.at(-1);
  if (from === undefined || to === undefined) throw new Error('the document has no month');
  return { from, to } as Parameters<typeof windowWords>[0];
}

/** What the comparison of a document is called: its headline and its months. */
export function titleOfDocument(document: FiguresDocument): string {
  return `${viewTitle(document.view, document)}, ${windowWords(windowOf(document))}`;
}

/** The name of its download, without the ending (ux.md §17). */
export function fileNameOfDocument(document: FiguresDocument, isFrozen: boolean): string {
  const knownOn = document.knownOn as Instant;
  const known = isFrozen ? knownOn : document.view.known;
  return fileName({ ...document.view, ...windowOf(document), known }, { panels: document.panels, knownOn });
}

export type FiguresArchive = {
  readonly document: FiguresDocument;
  /** `metadata.json` and `data.csv`, byte by byte as they are given away by themselves. */
  readonly json: string | Uint8Array;
  readonly csv: string | Uint8Array;
  readonly shape: Shape;
  /** The claims of `claimIdsOfDocument`, as known at the document’s instant. */
  readonly claims: readonly FiledClaim[];
  /** Sources whose claims bulk files leave out (D17). */
  readonly withheld: readonly Withheld[];
  readonly isFrozen: boolean;
  /** The full address of the comparison, and of the method by which it was made. */
  readonly address: string;
  readonly method: string;
  /** The full citation, and the same as BibTeX. */
  readonly citation: string;
  readonly bibtex: string;
};

/** The files of the archive in their order. */
export function figuresArchive(given: FiguresArchive): ArchiveEntry[] {
  const { document, shape, isFrozen, address, method, citation } = given;
  const claims = withoutWithheld(given.claims, given.withheld);
  // Only what would have stood here is worth a word.
  const withheld = given.withheld.filter(({ source }) => given.claims.some(({ claim }) => claim.source === source));
  const title = titleOfDocument(document);
  const knownOn = document.knownOn as Instant;
  const readme = { title, document, shape, claims: claims.length, withheld, address, isFrozen, citation, method };
  // A view of running totals has the columns of everything in either shape.
  const fields = figureFields(document.view.measure === 'total' ? 'all' : shape);
  const files: readonly (Pick<PackageFile, 'title' | 'fields'> & {
    readonly path: string;
    readonly content: string | Uint8Array;
  })[] = [
    { path: 'data.csv', title: 'Figures', content: given.csv, fields },
    { path: 'claims.csv', title: 'Claims', content: toFiledClaimsCsv(claims, knownOn), fields: claimFields() },
    { path: 'metadata.json', title: 'The comparison as one document', content: given.json },
    { path: 'README.md', title: 'What is in this archive', content: toFiguresReadme(readme) },
    { path: 'CITATION.bib', title: 'Citation', content: given.bibtex },
    { path: 'LICENSE.txt', title: 'Terms of use', content: toLicenceText(document.sources) },
  ];
  const head = {
    name: fileNameOfDocument(document, isFrozen).toLowerCase(),
    title,
    description: `What each source says, month by month, with the claims behind every figure. Attrition Ledger, method ${document.methodVersion}.`,
    homepage: address,
    methodVersion: document.methodVersion,
    knownOn,
    sources: document.sources,
    withheld,
  };
  const listed = files.map(({ content, ...file }) => ({ ...file, ...fingerprintOf(content) }));
  return [
    ...files.map(({ path, content }) => ({ name: path, content: () => content })),
    { name: 'datapackage.json', content: () => toDataPackage(head, listed) },
  ];
}
