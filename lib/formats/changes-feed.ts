/**
 * The log of changes as feeds (D6): Atom (RFC 4287, paged as RFC 5005 says) and JSON Feed 1.1, whose items also carry each event as it was
 * recorded. Written here and not by a library: text of people must come out as text, pages must name the next, and ids must be the same
 * wherever the ledger is served.
 */
import type { ChangeEntry, ChangeEvent } from '@/lib/ledger/changes';
import type { Instant } from '@/lib/ledger/month';
import { absolute, change as changeAddress } from '@/lib/routes';
import { classWords, roleWords, toEntryClass, toEntryText, toEntryTitle, toEventWords } from './changes-words';

/** What a feed is made of. Addresses are full ones. */
export type ChangesFeed = {
  /** Where the site is: `https://example.org`. */
  readonly origin: string;
  /** The page that shows the same. */
  readonly home: string;
  /** The address of this feed. */
  readonly self: string;
  /** The address of the next page, with older changes; null on the last. */
  readonly next: string | null;
  /** `urn:uuid:…` of the log. */
  readonly id: string;
  /** The last publish that the log can hold: the next question may begin after it. Null for an empty ledger. */
  readonly latest: { readonly ledgerNumber: bigint; readonly recordedFrom: Instant } | null;
  readonly entries: readonly ChangeEntry[];
};

const TITLE = 'Attrition Ledger: changes';
const ABOUT =
  'Every published change of the ledger: new claims, corrections, withdrawals, sources, notes, and the monthly figures that moved.';
/** Before the first publish nothing was updated; a feed must say when all the same. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** Text inside an element or an attribute. Characters that XML 1.0 does not have are replaced: a feed with one is no feed. */
function xml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very ones that must not pass.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
  );
}

/** The kinds of an entry's events as tags: verbs and classes, each once. */
function tagsOf({ events }: ChangeEntry): string[] {
  return [...new Set(events.flatMap(({ verb, changeClass }) => [verb, changeClass]))].filter((tag) => tag !== null);
}

function atomEntry(entry: ChangeEntry, { origin }: ChangesFeed): string {
  const address = absolute(origin, changeAddress(entry.ledgerNumber));
  const tags = tagsOf(entry).map((tag) => `    <category term="${xml(tag)}"/>`);
  return [
    '  <entry>',
    `    <id>${xml(entry.id)}</id>`,
    `    <title type="text">${xml(toEntryTitle(entry))}</title>`,
    `    <link rel="alternate" type="text/html" href="${xml(address)}"/>`,
    `    <published>${entry.recordedFrom}</published>`,
    `    <updated>${entry.recordedFrom}</updated>`,
    ...tags,
    `    <content type="text">${xml(toEntryText(entry))}</content>`,
    '  </entry>',
  ].join('\n');
}

/** `/changes.atom`. */
export function toChangesAtom(feed: ChangesFeed): string {
  const updated = feed.entries[0]?.recordedFrom ?? feed.latest?.recordedFrom ?? NEVER;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `  <id>${xml(feed.id)}</id>`,
    `  <title type="text">${TITLE}</title>`,
    `  <subtitle type="text">${ABOUT}</subtitle>`,
    `  <link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(feed.home)}"/>`,
    ...(feed.next === null ? [] : [`  <link rel="next" type="application/atom+xml" href="${xml(feed.next)}"/>`]),
    `  <updated>${updated}</updated>`,
    // Roles publish, people are not named; the entries name the role.
    '  <author><name>Attrition Ledger</name></author>',
    ...feed.entries.map((entry) => atomEntry(entry, feed)),
    '</feed>',
    '',
  ].join('\n');
}

/** An event as it was recorded, with its words. */
function toEventEntry(event: ChangeEvent) {
  return {
    verb: event.verb,
    subject: event.subject,
    words: toEventWords(event).title,
    changeClass: event.changeClass,
    changeCause: event.changeCause,
    reason: event.reason,
    before: event.before,
    after: event.after,
  };
}

function toItem(entry: ChangeEntry, { origin }: ChangesFeed) {
  const what = toEntryClass(entry);
  return {
    id: entry.id,
    url: absolute(origin, changeAddress(entry.ledgerNumber)),
    title: toEntryTitle(entry),
    content_text: toEntryText(entry),
    summary: [what, roleWords(entry.byRole)].filter((part) => part !== null).join(', '),
    date_published: entry.recordedFrom,
    tags: tagsOf(entry),
    _attrition_ledger: {
      ledgerNumber: Number(entry.ledgerNumber),
      recordedFrom: entry.recordedFrom,
      byRole: entry.byRole,
      changeClasses: [...new Set(entry.events.map(classWords))].filter((words) => words !== null),
      events: entry.events.map(toEventEntry),
      furtherEvents: entry.further,
    },
  };
}

/** `/changes.json`: JSON Feed 1.1. `_attrition_ledger.latest` is the cursor with which to ask again: `/changes.json?after=…`. */
export function toChangesJson(feed: ChangesFeed): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLE,
    description: ABOUT,
    home_page_url: feed.home,
    feed_url: feed.self,
    ...(feed.next === null ? {} : { next_url: feed.next }),
    language: 'en',
    authors: [{ name: 'Attrition Ledger' }],
    _attrition_ledger: {
      about: absolute(feed.origin, '/codebook'),
      id: feed.id,
      latest: feed.latest === null ? null : Number(feed.latest.ledgerNumber),
      recordedFrom: feed.latest?.recordedFrom ?? null,
    },
    items: feed.entries.map((entry) => toItem(entry, feed)),
  };
  return `${JSON.stringify(document)}\n`;
}
