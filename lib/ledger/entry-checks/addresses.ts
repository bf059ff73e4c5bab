/** Checks of the addresses of publications, and of who carried a claim. */
import { THEATRE } from '@/lib/ledger/vocabulary';
import {
  type Check,
  type Finding,
  isEqualValue,
  isSameCount,
  isSameSlot,
  numberOf,
  saidDates,
  saidValue,
  valueField,
} from './nearby';
import { dayInAddress } from './reading';

/** E7: the same address already carries another value of the same source, metric, side, scope and dates. One of the two was misread. */
export const sameAddressOtherValue: Check = (claim, { sameAddress }) => {
  if (numberOf(claim) === null) return [];
  const others = sameAddress.filter(
    (other) =>
      other.standing === 'current' &&
      other.source === claim.source &&
      isSameCount(other, claim) &&
      other.periodKind === claim.periodKind &&
      isSameSlot(other, claim) &&
      numberOf(other) !== null &&
      !isEqualValue(other, claim) &&
      ![claim.updates, claim.corrects].includes(other.key),
  );
  const [first] = others;
  if (!first) return [];
  return [
    {
      field: valueField(claim),
      message: `The same address is recorded with ${saidValue(first)} ${saidDates(first)}; here it is ${saidValue(claim)}. Read both in the publication.`,
      related: others.map(({ id }) => id),
    },
  ];
};

/** E7, trap 30: ids that count up by one were dragged down in a spreadsheet; no two posts of a network have neighbouring numbers. */
export const addressCountsUp: Check = (claim, { neighbourAddress }) =>
  claim.publications.flatMap(({ url }, index): Finding[] => {
    const stem = url?.replace(/\d{12,20}/g, '#');
    const others = neighbourAddress.filter(
      (other) => stem !== undefined && other.url.replace(/\d{12,20}/g, '#') === stem,
    );
    const [first] = others;
    if (!url || !first) return [];
    return [
      {
        field: `publications.${index}.url`,
        message: `The number in this address differs by one or two from ${first.url}, which is recorded ${saidDates(first)}. Such ids are never neighbours: open the address.`,
        related: others.map(({ id }) => id),
      },
    ];
  });

/** Trap 18: a post can restate another source in one number and speak for itself in the next; the basis is decided claim by claim. */
export const twoBases: Check = (claim, { sameAddress }) => {
  if (claim.lineageDecided) return [];
  const others = sameAddress.filter(
    (other) =>
      other.source === claim.source &&
      isSameCount(other, claim) &&
      (other.repeatsSource === null) !== (claim.repeatsSource === null),
  );
  const [first] = others;
  if (!first) return [];
  return [
    {
      field: 'repeatsSource',
      message:
        claim.repeatsSource === null
          ? `${saidValue(first)} (${saidDates(first)}) of the same publication is recorded as restating ${first.repeatsSource}. Is this number the source’s own?`
          : `${saidValue(first)} (${saidDates(first)}) of the same publication is recorded as the source’s own. Does this number restate ${claim.repeatsSource}?`,
      related: others.map(({ id }) => id),
    },
  ];
};

const folded = (name: string) => name.trim().toLowerCase();

/** E4: the relay never counts as a source. A relay that is the source means that there was none; one that is another source may be the origin. */
export const relayIsSource: Check = (claim, { source, named }) =>
  claim.publications.flatMap(({ relay }, index): Finding[] => {
    if (relay === null) return [];
    const own =
      source && [source.name, source.shortName, ...source.aliases].some((name) => folded(name) === folded(relay));
    if (own)
      return [
        {
          field: `publications.${index}.relay`,
          message: `“${relay}” is the source itself. Leave the relay empty: the source published it.`,
        },
      ];
    const other = named.find(({ slug, name }) => slug !== claim.source && folded(name) === folded(relay));
    if (!other) return [];
    return [
      {
        field: `publications.${index}.relay`,
        message: `“${relay}” is a source of this ledger (${other.slug}). If the number is its own, it is the source; if it carried another’s, the relay is right.`,
      },
    ];
  });

/** Trap 15: neither the publication nor its address has a day, and the quote is all that dates it. */
export const publicationUndated: Check = (claim) => {
  const dated = claim.publications.some(
    ({ publishedOn, url, archiveUrl }) =>
      publishedOn || (url && dayInAddress(url)) || (archiveUrl && dayInAddress(archiveUrl)),
  );
  const titled = claim.publications.some(({ title, quote, place }) => /20[2-9]\d/.test(`${title} ${quote} ${place}`));
  if (dated || titled || (claim.asOf ?? claim.periodStart) === null || claim.scope !== THEATRE) return [];
  return claim.publications.some(({ url, relay }) => url !== null && relay === null)
    ? [
        {
          field: 'publications.0.publishedOn',
          message:
            'Nothing dates the publication: no day, none in the address, no year in title or quote. Say in the note how the year of the claim is known.',
        },
      ]
    : [];
};
