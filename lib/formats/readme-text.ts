/**
 * README.md and LICENSE.txt of an archive: what is in it, how it was asked for, what the words in it mean, how to cite it (D1, D2).
 */
import type { Instant } from '@/lib/ledger/month';
import type { Source, Withheld } from '@/lib/ledger/source';
import type { View } from '@/lib/ledger/view';
import { BADGES, codesOf, FIGURE_FLAGS, METRICS, type Metric, SIDES, SOURCE_CLASSES } from '@/lib/ledger/vocabulary';
import type { FiguresDocument } from './figures-json';
import { capitalise, formatDay, formatInstant, formatMonth, joinWords, plural } from './text';

/** What of a source its readers must be told. */
type ReadmeSource = Pick<Source, 'slug' | 'name' | 'class' | 'homepage' | 'attribution' | 'definitions'>;

/** Which rows `data.csv` holds (D1). */
export type Shape = 'shown' | 'all';

const SHAPES: Readonly<Record<Shape, string>> = {
  shown:
    '**as shown**: one row for each series and month of the view, counted as the view counts, gaps with their reason. Spans and running totals are not in it.',
  all: '**everything**: the rows of the view, and beside them the spans and running totals of the same series and months; `row_kind` says which a row is.',
};

const paragraph = (lines: readonly string[]) => lines.join('\n');
const bullet = (text: string) => `- ${text}`;

/** Line breaks and signs that Markdown would take for its own are not part of a name. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

function metricLines(metrics: readonly Metric[]): string[] {
  return [...new Set(metrics)].map((metric) =>
    bullet(`\`${metric}\`, ${METRICS[metric].label}: ${METRICS[metric].definition}`),
  );
}

function sourceLines(sources: readonly ReadmeSource[], metrics: ReadonlySet<Metric> | null): string[] {
  return sources.flatMap((source) => [
    bullet(
      `\`${source.slug}\`, ${plain(source.name)} (${SOURCE_CLASSES[source.class].label})${source.homepage === null ? '' : `, <${source.homepage}>`}`,
    ),
    ...source.definitions
      .filter(({ metric }) => metrics?.has(metric) ?? true)
      .map(
        ({ metric, side, version, counts, inferred }) =>
          `  - ${METRICS[metric].label}, ${SIDES[side].label}${version > 1 ? `, definition ${version}` : ''}: ${plain(counts)}${inferred ? ' (inferred, not stated by the source)' : ''}`,
      ),
    ...(source.attribution === null ? [] : [`  - Must travel with its data: ${plain(source.attribution)}`]),
  ]);
}

/** Whose claims claims.csv leaves out, and why; nothing where there are none (D17). */
function withheldSection(withheld: readonly Withheld[]): string[] {
  if (withheld.length === 0) return [];
  return [
    '## What is withheld',
    'Licences of these sources forbid to publish their data again, so `claims.csv` has no rows of them. Each claim by itself shows its value and its link at its own address.',
    paragraph(withheld.map(({ source, reason }) => bullet(`\`${source}\`: ${plain(reason)}`))),
  ];
}

/** The question as asked, key by key, in words. */
function filterLines(view: View, series: readonly string[]): string[] {
  const month = (value: View['from']) => (value === null ? '' : formatMonth(value, 'long'));
  return [
    bullet(`Side: ${SIDES[view.side].label}`),
    bullet(`Months: ${month(view.from)} to ${month(view.to)}`),
    bullet(`Series: ${series.map((id) => `\`${id}\``).join(', ')}`),
    bullet(
      `Counted: ${view.measure === 'month' ? 'by the month' : view.measure === 'day' ? 'a day, the month divided by its days' : 'as running totals'}`,
    ),
    bullet(`Claims used: ${BADGES[view.status].label} and above`),
    ...(view.public === null
      ? []
      : [bullet(`Reconstructed from claims published by ${formatDay(view.public)}, however late they were entered`)]),
    // Documents that were frozen before there were scenarios have no such key.
    ...(view.scenario
      ? [
          bullet(
            `Scenario by the ratio of claim \`${view.scenario}\`: no claim itself, so it stands in \`metadata.json\` under \`scenario\` and nowhere in \`data.csv\``,
          ),
        ]
      : []),
  ];
}

const READING = [
  'A claim is that a source said, on a date, that a number of a defined kind occurred. A row is what one source says; rows of different sources are never added up, and rows of one `lineage_id` are one voice.',
  'Text cells that begin with = + - @ have an apostrophe in front of them, so that no spreadsheet runs them; programs take it away. Empty cells mean that there is nothing.',
  'Days are half-open: the second day no longer belongs to the period. Months follow the calendar of Kyiv, instants are UTC.',
];

const flagLines = () =>
  codesOf(FIGURE_FLAGS).map((flag) =>
    bullet(`${flag}, ${FIGURE_FLAGS[flag].label}: ${capitalise(FIGURE_FLAGS[flag].sentence)}`),
  );
const badgeLines = () => codesOf(BADGES).map((badge) => bullet(`${BADGES[badge].label}: ${BADGES[badge].sentence}`));

export type FiguresReadme = {
  readonly title: string;
  readonly document: FiguresDocument;
  readonly shape: Shape;
  /** How many claims stand in claims.csv. */
  readonly claims: number;
  /** Sources whose claims are not in it. */
  readonly withheld: readonly Withheld[];
  /** Where the same is found; for ever, where `isFrozen`. */
  readonly address: string;
  readonly isFrozen: boolean;
  /** The full citation. */
  readonly citation: string;
  /** Where the method of this version can be read. */
  readonly method: string;
};

/** README.md of a comparison. */
export function toFiguresReadme(given: FiguresReadme): string {
  const { title, document, shape, claims, withheld, address, isFrozen, citation, method } = given;
  const { view } = document;
  const metrics = document.series.map(({ metric }) => metric);
  const sections = [
    `# ${plain(title)}`,
    paragraph([
      `Attrition Ledger, method ${document.methodVersion}, as known on ${formatInstant(document.knownOn as Instant)}. \`data.csv\` holds ${SHAPES[shape]}`,
      '',
      isFrozen
        ? `This is a frozen comparison: <${address}> answers the same files for ever, and says what has changed since.`
        : `This is no permalink: <${address}> asks for the same instant, but a later version of the method may count otherwise. To cite it, make a permalink there.`,
    ]),
    '## Files',
    paragraph([
      bullet(`\`data.csv\`: the figures, ${shape === 'shown' ? 'as shown' : 'everything'}.`),
      bullet(
        `\`claims.csv\`: the ${plural(claims, 'claim')} behind them, as known at the same instant; further publications of a claim are rows of their own with its \`claim_id\`.`,
      ),
      bullet('`metadata.json`: the same as one document: figures, gaps with reasons, spans, sources, notes.'),
      bullet('`datapackage.json`: every column with its type, and the SHA-256 of every file (Frictionless).'),
      bullet('`CITATION.bib`, `LICENSE.txt`.'),
    ]),
    ...withheldSection(withheld),
    '## What was asked',
    paragraph(
      filterLines(
        view,
        document.series.map(({ id }) => id),
      ),
    ),
    '## What is counted',
    paragraph(metricLines(metrics)),
    `## Sources (${plural(document.sources.length, 'source')}, ${plural(document.lineages, 'lineage')})`,
    paragraph(sourceLines(document.sources, new Set(metrics))),
    '## How to read it',
    ...READING,
    'Flags (`obs_status`, `flags`):',
    paragraph(flagLines()),
    'Badges:',
    paragraph(badgeLines()),
    `How figures are made: <${method}>.`,
    '## How to cite it',
    citation,
  ];
  return `${sections.join('\n\n')}\n`;
}

export type ClaimsReadme = {
  readonly knownOn: Instant;
  readonly methodVersion: string;
  /** The day by which claims must have been published, where asked. */
  readonly publishedBy: View['public'];
  readonly address: string;
  readonly claims: number;
  /** Sources whose claims are not in it. */
  readonly withheld: readonly Withheld[];
};

/** README.md of all claims. */
export function toClaimsReadme(given: ClaimsReadme): string {
  const { knownOn, methodVersion, publishedBy, address, claims, withheld } = given;
  const published = publishedBy === null ? '' : `, of those published by ${formatDay(publishedBy)}`;
  const sections = [
    '# All claims of the Attrition Ledger',
    `${capitalise(plural(claims, 'claim'))} as known on ${formatInstant(knownOn)}${published}, method ${methodVersion}. The same can be had at <${address}>.`,
    '## Files',
    paragraph([
      bullet(
        '`claims.csv`: **everything**: every claim in its version of that instant, withdrawn and discounted ones with their reason; further publications of a claim are rows of their own with its `claim_id`.',
      ),
      bullet('`sources.json`: the registry of sources.'),
      bullet('`codebook.json`: every code and every rule in words.'),
      bullet('`datapackage.json`: every column with its type, and the SHA-256 of every file (Frictionless).'),
      bullet('`LICENSE.txt`.'),
    ]),
    ...withheldSection(withheld),
    '## How to read it',
    ...READING,
    'Badges:',
    paragraph(badgeLines()),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** LICENSE.txt: how the data may be used, and the words that must travel with it. */
export function toLicenceText(sources: readonly Pick<Source, 'name' | 'attribution'>[]): string {
  const names = new Map<string, string[]>();
  for (const { name, attribution } of sources)
    if (attribution !== null) names.set(attribution, [...(names.get(attribution) ?? []), name]);
  const terms = [
    'Terms of use of this data',
    'Facts and figures may be used freely, also commercially, in whole and in part. Please cite the Attrition Ledger and the sources of the claims.',
    'Quotes are short, are given as evidence, and belong to their authors.',
    ...(names.size === 0
      ? []
      : [
          'Words that must travel with the data of a source:',
          [...names].map(([attribution, sourceNames]) => `* ${joinWords(sourceNames)}: ${attribution}`).join('\n'),
        ]),
    'The program that made these files is free software under the MIT licence.',
  ];
  return `${terms.join('\n\n')}\n`;
}
