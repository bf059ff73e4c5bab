/**
 * The codebook: every list of the vocabulary with its entries in words, as one value that the page and its JSON print (R11,
 * D8). Nothing is written here that the vocabulary says, so the two cannot disagree; a test counts the lists.
 */
import { RULES, type Rule } from '@/lib/ledger/rules';
import {
  ATTRIBUTIONS,
  BADGES,
  CHANGE_ACTS,
  CHANGE_CAUSES,
  CHANGE_CLASSES,
  CLAIM_FLAGS,
  CLAIMANTS,
  COMPONENTS,
  COUNT_BASES,
  COUNTING_CONVENTIONS,
  CREDIBILITIES,
  codesOf,
  DIFFERENCEABILITIES,
  FIGURE_FLAGS,
  FIGURE_NOTES,
  INTERVAL_MEANINGS,
  LINK_TYPES,
  METHOD_VERSION,
  METHODS,
  METRIC_CONTAINS,
  METRICS,
  type Metric,
  metricOf,
  NOTE_KINDS,
  PARTIES,
  PERIOD_KINDS,
  PERSON_ROLES,
  REASONS,
  RELIABILITIES,
  REPORT_OUTCOMES,
  SERIES_EVENT_KINDS,
  SIDES,
  SOURCE_CLASSES,
  STANDINGS,
  SUBSTANCE_BASES,
  SUBSTANCES,
  TIME_BASES,
  UNITS,
  VALUE_KINDS,
} from '@/lib/ledger/vocabulary';
import { COLUMN_WORDS, RECORD_COLUMN_WORDS } from './claim-columns';
import { joinWords } from './text';

/** A source that has claims of a metric. */
export type MetricUse = { readonly slug: string; readonly name: string; readonly claims: number };

/** One code with what it means. */
export type CodebookEntry = {
  readonly code: string;
  readonly label: string;
  /** What it means, in one sentence; null where the label says it all. */
  readonly sentence: string | null;
  /** Further facts, each a short sentence. */
  readonly notes: readonly string[];
  /** For metrics: the sources that have claims of it, most claims first. */
  readonly usedBy?: readonly MetricUse[];
};

/** One list of codes. `list` is its anchor on the page and its key in the JSON. */
export type CodebookList = {
  readonly list: string;
  readonly title: string;
  readonly about: string;
  readonly entries: readonly CodebookEntry[];
};

export type Codebook = {
  /** The version of the monthly rules. */
  readonly methodVersion: string;
  readonly lists: readonly CodebookList[];
  readonly rules: readonly Rule[];
};

/** Entries of a list that has labels and perhaps sentences; `notesOf` adds what else an entry says. */
function entriesOf<Entry extends { readonly label: string; readonly sentence?: string }>(
  list: Readonly<Record<string, Entry>>,
  notesOf: (entry: Entry) => readonly string[] = () => [],
): CodebookEntry[] {
  return Object.entries(list).map(([code, entry]) => ({
    code,
    label: entry.label,
    sentence: entry.sentence ?? null,
    notes: notesOf(entry),
  }));
}

const FAMILIES = {
  casualties: 'losses of people',
  personnel: 'people in service',
  territory: 'territory',
  ratio: 'ratios and shares',
  equipment: 'equipment',
  plan: 'plans',
} as const;

/** What a reader must know of a metric beside its definition. */
function metricNotes(code: Metric): string[] {
  const metric = metricOf(code);
  const larger = METRIC_CONTAINS.filter(([smaller]) => smaller === code).map(([, contains]) => METRICS[contains].label);
  return [
    `Family: ${FAMILIES[metric.family]}. Unit: ${UNITS[metric.unit].label}.`,
    metric.monthly ? null : 'Never becomes a monthly count.',
    metric.ownPanel === true ? 'Stands only in a panel of its own.' : null,
    metric.mayBeNegative ? 'May be negative.' : null,
    larger.length > 0 ? `Contained in: ${joinWords(larger)}. Used for checks, never for conversion.` : null,
    metric.note ?? null,
  ].filter((note) => note !== null);
}

/** How a scope is written: no closed list, since a claim may be about any place, but a few forms. */
const SCOPE_FORMS: readonly CodebookEntry[] = [
  {
    code: 'theatre',
    label: 'the whole theatre',
    sentence: 'All of the war; the default, left out of series ids.',
    notes: [],
  },
  { code: 'sector', label: 'one sector', sentence: 'A sector of the front, such as sector-kupiansk.', notes: [] },
  {
    code: 'excluding',
    label: 'without an area',
    sentence: 'The theatre without a named area, such as excluding-kursk.',
    notes: [],
  },
  {
    code: 'part',
    label: 'a part of a whole',
    sentence: 'A part of a larger number, such as one branch of the forces; never used for a figure of the whole.',
    notes: [],
  },
];

/** The whole codebook. `uses` says which sources have claims of each metric; without it the metrics stand alone. */
export function toCodebook(uses: ReadonlyMap<Metric, readonly MetricUse[]> = new Map()): Codebook {
  const lists: CodebookList[] = [
    {
      list: 'metrics',
      title: 'Metrics',
      about: 'What is counted. Two metrics never share an axis, since their numbers mean different things.',
      entries: codesOf(METRICS).map((code) => ({
        code,
        label: metricOf(code).label,
        sentence: metricOf(code).definition,
        notes: metricNotes(code),
        usedBy: uses.get(code) ?? [],
      })),
    },
    {
      list: 'units',
      title: 'Units',
      about: 'In what a metric is counted. Metrics of different units never share an axis.',
      entries: entriesOf(UNITS, (entry) => [entry.whole ? 'Whole numbers only.' : 'Decimals are kept exactly.']),
    },
    {
      list: 'sides',
      title: 'Sides',
      about: 'Whose people or equipment a number counts.',
      entries: entriesOf(SIDES, (entry) => [entry.charted ? 'Charted.' : 'Shown, never charted or compared.']),
    },
    {
      list: 'scopes',
      title: 'Scopes',
      about:
        'Where a number counts. Numbers of different scope are never compared with one another. A scope is a short word; other places take the same forms.',
      entries: SCOPE_FORMS,
    },
    {
      list: 'components',
      title: 'Components',
      about: 'Forces that a claim includes or leaves out; unknown unless the source says so.',
      entries: entriesOf(COMPONENTS),
    },
    {
      list: 'count-bases',
      title: 'Count bases',
      about: 'On what a number rests.',
      entries: entriesOf(COUNT_BASES, (entry) => (entry.floor ? ['A floor: the true number is not smaller.'] : [])),
    },
    {
      list: 'value-kinds',
      title: 'Kinds of value',
      about: 'How a number was said. No midpoint is invented for a range or a bound.',
      entries: entriesOf(VALUE_KINDS),
    },
    {
      list: 'interval-meanings',
      title: 'What a range means',
      about: 'What the two ends of a range stand for.',
      entries: entriesOf(INTERVAL_MEANINGS, (entry) => [
        entry.statistical ? 'An interval in the statistical sense.' : 'No interval in the statistical sense.',
      ]),
    },
    {
      list: 'period-kinds',
      title: 'Kinds of period',
      about:
        'Over which days, and in which form, a number was said. A claim without its dates is kept and shown, never charted.',
      entries: entriesOf(PERIOD_KINDS),
    },
    {
      list: 'time-bases',
      title: 'Time bases',
      about: 'Which date puts a person into a period. The two are never mixed.',
      entries: entriesOf(TIME_BASES),
    },
    {
      list: 'badges',
      title: 'Badges',
      about: 'How far a statement has been verified. Computed from what is recorded, never typed.',
      entries: entriesOf(BADGES, (entry) => [`Step ${entry.step} of 5.`]),
    },
    {
      list: 'attributions',
      title: 'Attribution',
      about: 'The first axis behind a badge: did they say it?',
      entries: entriesOf(ATTRIBUTIONS),
    },
    {
      list: 'substances',
      title: 'Substance',
      about: 'The second axis behind a badge: what supports the number?',
      entries: entriesOf(SUBSTANCES),
    },
    {
      list: 'substance-bases',
      title: 'Records and admissions',
      about: 'What lets somebody who had no hand in a claim record that it rests on more than what was said.',
      entries: entriesOf(SUBSTANCE_BASES),
    },
    {
      list: 'claim-flags',
      title: 'Flags of claims',
      about: 'Remarks beside the badge of a claim.',
      entries: entriesOf(CLAIM_FLAGS),
    },
    {
      list: 'standings',
      title: 'Standing',
      about: 'Whether the ledger still stands by a claim. Nothing public is deleted.',
      entries: entriesOf(STANDINGS),
    },
    {
      list: 'figure-flags',
      title: 'Flags of figures',
      about:
        'Letters of the SDMX code list, with which statistical offices mark their observations. All that hold are exported.',
      entries: entriesOf(FIGURE_FLAGS, (entry) => [`Place ${entry.precedence} when only one can be shown.`]),
    },
    {
      list: 'figure-notes',
      title: 'Notes on figures',
      about: 'Things a reader should know that change no value.',
      entries: entriesOf(FIGURE_NOTES),
    },
    {
      list: 'reasons',
      title: 'Why there is no figure',
      about: 'A month without a figure gives the first of these that holds. It is never zero.',
      entries: entriesOf(REASONS, (entry) => [`Flag ${entry.flag}.`]),
    },
    {
      list: 'methods',
      title: 'Methods',
      about: 'How claims become a monthly figure or a span.',
      entries: entriesOf(METHODS),
    },
    {
      list: 'source-classes',
      title: 'Classes of sources',
      about: 'What kind of originator a source is.',
      entries: entriesOf(SOURCE_CLASSES),
    },
    { list: 'parties', title: 'Parties', about: 'Whether a source belongs to a side.', entries: entriesOf(PARTIES) },
    {
      list: 'claimants',
      title: 'Who speaks about whom',
      about: 'Follows from the party of the source and the side that a number counts.',
      entries: entriesOf(CLAIMANTS),
    },
    {
      list: 'counting-conventions',
      title: 'Counting conventions',
      about: 'Up to when a total dated on a day counts.',
      entries: entriesOf(COUNTING_CONVENTIONS),
    },
    {
      list: 'differenceabilities',
      title: 'What may be subtracted',
      about: 'Whether the difference of two totals of a source means anything.',
      entries: entriesOf(DIFFERENCEABILITIES),
    },
    {
      list: 'link-types',
      title: 'Links between claims',
      about: 'How one claim stands to another.',
      entries: entriesOf(LINK_TYPES, (entry) =>
        entry.sameLineage ? ['Both belong to one lineage and are one voice.'] : [],
      ),
    },
    {
      list: 'series-event-kinds',
      title: 'Notes on series',
      about: 'What can be pinned to a series on a day.',
      entries: entriesOf(SERIES_EVENT_KINDS),
    },
    {
      list: 'note-kinds',
      title: 'Notes on charts',
      about:
        'What a numbered mark on a chart tells: notes pinned by editors, and what the ledger finds in its own log.',
      entries: entriesOf(NOTE_KINDS),
    },
    {
      list: 'change-classes',
      title: 'Classes of change',
      about: 'Why a version of a claim differs from the one before.',
      entries: entriesOf(CHANGE_CLASSES),
    },
    {
      list: 'change-causes',
      title: 'Causes of change',
      about: 'Why published data changed. Each cause belongs to one class, and is given with every change.',
      entries: entriesOf(CHANGE_CAUSES, (entry) => [`Class: ${CHANGE_CLASSES[entry.changeClass].label}.`]),
    },
    {
      list: 'change-acts',
      title: 'What can happen to a public claim',
      about: 'Nothing public is deleted; every version stays in the history of its claim.',
      entries: entriesOf(CHANGE_ACTS),
    },
    {
      list: 'reliabilities',
      title: 'Grades of sources',
      about:
        'How reliable a source is judged to be about one metric of one side, without looking at any one claim; F until somebody has judged. No figure depends on it.',
      entries: entriesOf(RELIABILITIES),
    },
    {
      list: 'credibilities',
      title: 'Grades of claims',
      about:
        'How credible one claim is judged to be, without looking at its source; 6 until somebody has judged. No figure depends on it.',
      entries: entriesOf(CREDIBILITIES),
    },
    {
      list: 'roles',
      title: 'Roles of people',
      about: 'Who may do what at the editor’s desk. Nobody checks or publishes their own work.',
      entries: entriesOf(PERSON_ROLES),
    },
    {
      list: 'report-outcomes',
      title: 'Outcomes of reports',
      about: 'What came of an error that a reader reported.',
      entries: entriesOf(REPORT_OUTCOMES),
    },
    {
      list: 'claims-file',
      title: 'Columns of the claims file',
      about:
        'What stands in the CSV of claims. What the ledger writes it can read again without loss; empty means unknown. The last columns are the ledger’s own record and are passed over in a file that is handed in. A source whose licence forbids to publish its data again has no rows in files of many claims; the header X-Withheld-Sources of the answer names it, and its page gives the reason.',
      entries: entriesOf({ ...COLUMN_WORDS, ...RECORD_COLUMN_WORDS }),
    },
  ];
  return { methodVersion: METHOD_VERSION, lists, rules: RULES };
}

/** The codebook as a JSON file with one newline at the end. */
export function toCodebookJson(codebook: Codebook): string {
  return `${JSON.stringify(codebook)}\n`;
}
