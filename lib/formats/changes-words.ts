/**
 * The public log of changes in words (T13): what one event says, and what a publish is called. The page and the feeds print the same.
 */
import { z } from 'zod';
import type { ChangeEntry, ChangeEvent, ChangeRole } from '@/lib/ledger/changes';
import type { Claim } from '@/lib/ledger/claim';
import { parseDay, parseMonth } from '@/lib/ledger/month';
import { parseSeriesId } from '@/lib/ledger/series';
import { type SeriesEvent, type Source, seriesEventSchema, sourceSchema } from '@/lib/ledger/source';
import { DEFAULT_VIEW } from '@/lib/ledger/view';
import {
  ATTRIBUTIONS,
  BADGES,
  CHANGE_CAUSES,
  CHANGE_CLASSES,
  CREDIBILITIES,
  FIGURE_FLAGS,
  type FigureFlag,
  isCodeOf,
  LINK_TYPES,
  METRICS,
  REASONS,
  RELIABILITIES,
  SERIES_EVENT_KINDS,
  SIDES,
  SUBSTANCE_BASES,
} from '@/lib/ledger/vocabulary';
import { cell, change as changeAddress, claim as claimAddress, source as sourceAddress, span } from '@/lib/routes';
import { type ClaimChange, toRecordedChanges } from './claim-changes';
import { toClaimSentence } from './claim-sentence';
import { toSourceChanges } from './source-changes';
import { capitalise, formatDay, formatMonth, formatNumber, formatPeriod, formatRange, plural } from './text';

/** Who published, as the log says it: never a name. */
const ROLE_WORDS: Readonly<Record<ChangeRole, string>> = {
  launcher: 'the start of the ledger',
  importer: 'an import on the server',
  archiver: 'the ledger’s own fetching of pages',
  editor: 'an editor',
  reviewer: 'a reviewer',
  administrator: 'an administrator',
  ledger: 'the ledger’s own rules',
};

/** “by a reviewer”. */
export function roleWords(role: ChangeRole): string {
  return `by ${ROLE_WORDS[role]}`;
}

/** “Correction, our mistake”; null for an event that has no class, such as a link. */
export function classWords({
  changeClass,
  changeCause,
}: Pick<ChangeEvent, 'changeClass' | 'changeCause'>): string | null {
  if (changeClass === null) return null;
  const label = changeClass === 'new' ? 'new' : CHANGE_CLASSES[changeClass].label;
  return capitalise([label, changeCause === null ? null : CHANGE_CAUSES[changeCause].label].filter(Boolean).join(', '));
}

/** One event in words. */
export type EventWords = {
  readonly title: string;
  /** Where the thing itself is shown. */
  readonly href: string | null;
  /** Field by field what it was and what it is; null on the side where there was nothing. */
  readonly lines: readonly ClaimChange[];
};

const recorded = (value: unknown): Partial<Claim> & { attribution?: unknown } =>
  typeof value === 'object' && value !== null ? (value as Partial<Claim>) : {};

/** The steps of the ladder that a revision recorded. */
function attributionLine(before: unknown, after: unknown): ClaimChange[] {
  const words = (value: unknown) => {
    const { attribution } = recorded(value);
    return isCodeOf(ATTRIBUTIONS, attribution) ? ATTRIBUTIONS[attribution].label : null;
  };
  const line = { field: 'Attribution', before: words(before), after: words(after) };
  return line.before === null && line.after === null ? [] : [line];
}

/** What a revision did to a claim, in a word: its standing says more than its class. */
function revisedWords({ after, changeClass, verb }: ChangeEvent): string {
  const { standing } = recorded(after);
  if (standing === 'withdrawn') return 'Claim withdrawn';
  if (standing === 'discounted') return 'Claim discounted';
  if (standing === 'current') return 'Claim stands again';
  if (verb === 'claim.checked') return `Claim ${BADGES.checked.label.toLowerCase()}, re-keyed by a second editor`;
  if (changeClass === 'correction') return 'Claim corrected';
  return changeClass === 'improvement' ? 'Claim coded better' : 'Claim updated';
}

const sentenceOf = ({ claim, subject }: ChangeEvent) =>
  claim === null ? `claim ${subject}` : toClaimSentence(claim.claim, claim.source);
const claimHref = ({ claim }: ChangeEvent) => (claim === null ? null : claimAddress(claim.id));

const loadSchema = z.object({ claims: z.number().default(0), extended: z.number().default(0) });

function publishedWords(event: ChangeEvent): EventWords {
  if (event.claim !== null) return { title: `New claim: ${sentenceOf(event)}`, href: claimHref(event), lines: [] };
  const { claims, extended } = loadSchema.catch({ claims: 0, extended: 0 }).parse(event.after ?? {});
  const parts = [
    claims > 0 || extended === 0 ? plural(claims, 'new claim') : null,
    extended > 0 ? `${plural(extended, 'claim')} with a further publication` : null,
  ];
  return { title: capitalise(parts.filter((part) => part !== null).join(' and ')), href: null, lines: [] };
}

const linkSchema = z.object({ type: z.string(), toKey: z.string() });

function linkWords(event: ChangeEvent): EventWords {
  const link = linkSchema.safeParse(event.after ?? event.before);
  const type =
    link.success && isCodeOf(LINK_TYPES, link.data.type) ? LINK_TYPES[link.data.type].sentence : 'is tied to';
  const other = event.linked === null ? (link.data?.toKey ?? 'another claim') : `claim ${event.linked}`;
  const words = `claim ${event.subject} ${type} ${other}`;
  return {
    title: event.verb === 'claim.linked' ? `Link: ${words}` : `Link ended: ${words}`,
    href: event.linked === null ? claimHref(event) : claimAddress(event.linked),
    lines: [],
  };
}

const figureSchema = z.object({
  low: z.number().nullable().default(null),
  best: z.number().nullable().default(null),
  high: z.number().nullable().default(null),
  flags: z.array(z.string()).default([]),
  reason: z.string().nullable().default(null),
});

/** Exact but for what a fraction of a month leaves behind the point. */
const tidy = (value: number) => Number(value.toFixed(1));
const exactly = (value: number) => formatNumber(tidy(value));

/** A recorded figure: its number and range, or why there is none; null where the log has nothing. */
export function figureText(value: unknown): string | null {
  const parsed = figureSchema.safeParse(value);
  if (!parsed.success) return null;
  const { low, best, high, flags, reason } = parsed.data;
  if (reason !== null) return `no figure: ${isCodeOf(REASONS, reason) ? REASONS[reason].label : reason}`;
  const range = low === null || high === null || low === high ? null : formatRange(tidy(low), tidy(high));
  const number =
    best !== null
      ? [exactly(best), range === null ? null : `(${range})`].filter(Boolean).join(' ')
      : (range ?? (low !== null ? `at least ${exactly(low)}` : high !== null ? `up to ${exactly(high)}` : 'no number'));
  const marks = flags.filter((flag): flag is FigureFlag => isCodeOf(FIGURE_FLAGS, flag) && flag !== 'A');
  return [number, ...marks.map((flag) => FIGURE_FLAGS[flag].label)].join(', ');
}

function figureWords(event: ChangeEvent): EventWords {
  const [series = '', when = ''] = event.subject.split(':', 2);
  const key = parseSeriesId(series);
  const name = event.sourceName ?? key?.source ?? series;
  const what = key === null ? '' : `, ${METRICS[key.metric].label}, ${SIDES[key.side].label}`;
  const month = parseMonth(when);
  const [from, to] = when.split('/', 2).map((day) => parseDay(day));
  const days = month !== null ? formatMonth(month) : from && to ? formatPeriod(from, to) : when;
  const basis = { known: null, public: null, status: DEFAULT_VIEW.status };
  const seriesId = series as Parameters<typeof cell>[1];
  const [was, is] = [figureText(event.before), figureText(event.after)];
  return {
    title: `${name}${what}, ${days}`,
    href:
      key === null
        ? null
        : month !== null
          ? cell(basis, seriesId, month)
          : from && to
            ? span(basis, { series: seriesId, from, to })
            : null,
    lines: [{ field: 'Figure', before: was, after: is }],
  };
}

const parsed = <T>(schema: z.ZodType<T>, value: unknown): T | null => schema.safeParse(value).data ?? null;

function sourceWords(event: ChangeEvent): EventWords {
  const after: Source | null = parsed(sourceSchema, event.after);
  const before: Source | null = parsed(sourceSchema, event.before);
  const name = after?.name ?? event.sourceName ?? event.subject;
  return {
    title: event.verb === 'source.registered' ? `New source: ${name}` : `Source revised: ${name}`,
    href: sourceAddress(event.subject),
    lines: after === null || event.verb === 'source.registered' ? [] : toSourceChanges(before, after),
  };
}

function noteWords(event: ChangeEvent): EventWords {
  const isEnd = event.verb === 'series.note_ended';
  const note: SeriesEvent | null = parsed(seriesEventSchema, isEnd ? event.before : event.after);
  const name = event.sourceName ?? event.subject;
  if (note === null) return { title: `Note on ${name}`, href: null, lines: [] };
  const what = `${METRICS[note.metric].label}, ${SIDES[note.side].label}`;
  return {
    title: `${isEnd ? `Note of a ${SERIES_EVENT_KINDS[note.kind].label} ended` : `${capitalise(SERIES_EVENT_KINDS[note.kind].label)} noted`}: ${name}, ${what}, ${formatDay(note.day)}`,
    href: sourceAddress(note.source),
    lines: [{ field: 'Note', before: isEnd ? note.sentence : null, after: isEnd ? null : note.sentence }],
  };
}

/** A grade as it was given: `{ grade: 'B' }` of a source’s metric and side, `{ grade: '2' }` of a claim. */
function gradeWords(event: ChangeEvent): EventWords {
  const { grade = '' } = parsed(z.object({ grade: z.string() }), event.after) ?? {};
  const isSource = event.verb === 'source.graded';
  const label = isSource
    ? isCodeOf(RELIABILITIES, grade) && RELIABILITIES[grade].label
    : isCodeOf(CREDIBILITIES, grade) && CREDIBILITIES[grade].label;
  const [slug = '', metric, side] = event.subject.split('.');
  const about =
    isCodeOf(METRICS, metric) && isCodeOf(SIDES, side) ? `, ${METRICS[metric].label}, ${SIDES[side].label}` : '';
  return {
    title: isSource ? `Source graded: ${event.sourceName ?? slug}${about}` : `Claim graded: ${sentenceOf(event)}`,
    href: isSource ? sourceAddress(slug) : claimHref(event),
    lines: [{ field: 'Grade', before: null, after: label ? `${grade} ${label}` : grade }],
  };
}

/** A badge that changed by itself: what it was and is. The reason says which claims made it so. */
function badgeWords(event: ChangeEvent): EventWords {
  const label = (value: unknown) => {
    const badge = parsed(z.object({ badge: z.string() }), value)?.badge;
    return isCodeOf(BADGES, badge) ? BADGES[badge].label : null;
  };
  const [before, after] = [label(event.before), label(event.after)];
  return {
    title: `Claim ${(after ?? 'compared').toLowerCase()}: ${sentenceOf(event)}`,
    href: claimHref(event),
    lines: [{ field: 'Status', before, after }],
  };
}

const recordSchema = z.object({ basis: z.string(), url: z.string().nullable().default(null) });

/** Records or an admission, recorded or ended. */
function substanceWords(event: ChangeEvent): EventWords {
  const words = (value: unknown) => {
    const record = parsed(recordSchema, value);
    if (record === null || !isCodeOf(SUBSTANCE_BASES, record.basis)) return null;
    const { label } = SUBSTANCE_BASES[record.basis];
    return record.url === null ? label : `${label}, ${record.url}`;
  };
  const isEnd = event.verb === 'claim.substance_ended';
  return {
    title: `${isEnd ? 'Record of substance ended' : 'Substance recorded'}: ${sentenceOf(event)}`,
    href: claimHref(event),
    lines: [{ field: 'Rests on', before: words(event.before), after: words(event.after) }],
  };
}

const captureSchema = z.object({
  kind: z.enum(['upload', 'fetched', 'archive']),
  sha256: z.string().nullable(),
  archiveUrl: z.string().nullable(),
});

/** A capture: how it came, and the sum of its bytes or the address of its copy. Never who. */
function captureWords(event: ChangeEvent): EventWords {
  const capture = parsed(captureSchema, event.after);
  const how =
    capture?.kind === 'archive'
      ? 'Copy kept by a web archive'
      : capture?.kind === 'fetched'
        ? 'Page of a publication captured'
        : 'File added to a publication';
  const line =
    capture === null
      ? []
      : [
          capture.sha256 === null
            ? { field: 'Archived at', before: null, after: capture.archiveUrl ?? '' }
            : { field: 'SHA-256', before: null, after: capture.sha256 },
        ];
  return { title: `${how}: ${sentenceOf(event)}`, href: claimHref(event), lines: line };
}

/** What an event says: a title, where the thing is, and field by field before and after. */
export function toEventWords(event: ChangeEvent): EventWords {
  switch (event.verb) {
    case 'claims.published':
      return publishedWords(event);
    case 'claim.revised':
    case 'claim.checked':
      return {
        title: `${revisedWords(event)}: ${sentenceOf(event)}`,
        href: claimHref(event),
        lines: [
          ...toRecordedChanges(recorded(event.before), recorded(event.after)),
          ...attributionLine(event.before, event.after),
        ],
      };
    case 'claim.linked':
    case 'claim.unlinked':
      return linkWords(event);
    case 'figure.moved':
      return figureWords(event);
    case 'source.registered':
    case 'source.revised':
      return sourceWords(event);
    case 'series.noted':
    case 'series.note_ended':
      return noteWords(event);
    case 'capture.added':
      return captureWords(event);
    case 'claim.badge_changed':
      return badgeWords(event);
    case 'claim.substance_recorded':
    case 'claim.substance_ended':
      return substanceWords(event);
    case 'claim.graded':
    case 'source.graded':
      return gradeWords(event);
  }
}

/** Events that follow from what a publish is about. */
const FOLLOWING: ReadonlySet<ChangeEvent['verb']> = new Set([
  'figure.moved',
  'claim.linked',
  'claim.unlinked',
  'claim.badge_changed',
]);

/** What a publish is called: by the claim, load or source that it is about; figures and links follow from those. */
export function toEntryTitle(entry: Pick<ChangeEntry, 'events' | 'summary'>): string {
  const main = entry.events.filter(({ verb }) => !FOLLOWING.has(verb));
  const loads = main.filter(({ verb, claim }) => verb === 'claims.published' && claim === null);
  const [first] = loads.length > 0 ? loads : main;
  if (first !== undefined) {
    const { title } = toEventWords(first);
    const others = main.length - 1;
    return loads.length > 0 || others === 0 ? title : `${title} (and ${others} more)`;
  }
  const rebadged = entry.events.filter(({ verb }) => verb === 'claim.badge_changed').length;
  if (rebadged > 0) return `The status of ${plural(rebadged, 'claim')} changed`;
  const moved = entry.events.filter(({ verb }) => verb === 'figure.moved').length;
  return moved > 0 ? `${plural(moved, 'figure')} moved` : entry.summary;
}

/** The class and cause of a publish: those of the event that it is about. */
export function toEntryClass(entry: Pick<ChangeEntry, 'events'>): string | null {
  const classed = entry.events.find(({ changeClass, verb }) => changeClass !== null && verb !== 'figure.moved');
  return classWords(classed ?? entry.events[0] ?? { changeClass: null, changeCause: null });
}

/** “38 130 → 38 140”; a side on which there was nothing says so. */
export function lineWords({ before, after }: ClaimChange): string {
  return `${before ?? 'nothing'} → ${after ?? 'nothing'}`;
}

/** The reasons given for a publish, each once. */
export function toReasons(entry: Pick<ChangeEntry, 'events'>): string[] {
  return [...new Set(entry.events.flatMap(({ reason }) => (reason === null || reason === '' ? [] : [reason])))];
}

/** A publish as plain text, for feeds: what happened line by line. */
export function toEntryText(entry: ChangeEntry): string {
  const lines = entry.events.flatMap((event) => {
    const words = toEventWords(event);
    return [words.title, ...words.lines.map((line) => `  ${line.field}: ${lineWords(line)}`)];
  });
  return [
    ...(toEntryClass(entry) === null ? [] : [`${toEntryClass(entry)}, ${roleWords(entry.byRole)}.`]),
    ...toReasons(entry).map((reason) => `Reason: ${reason}`),
    ...lines,
    ...(entry.further > 0
      ? [`And ${plural(entry.further, 'further change')}: ${changeAddress(entry.ledgerNumber)}`]
      : []),
  ].join('\n');
}
