/**
 * Numbers and dates in the words of a quote, a title or an address. Reading is generous: where a text can be read in two ways, both are
 * answered, so that a check speaks only when no reading fits.
 */
import { addDays, type Day, parseDay } from '@/lib/ledger/month';

/** A number found in a text, with every value that it can mean, as plain decimals. */
export type ReadNumber = {
  /** As it stands in the text, with its scale: “1.2 million”. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly values: readonly string[];
};

const GAP = '[ \\u00a0\\u2009\\u202f]';
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:bn|billions?)(?!\p{L})/iu, 9],
  [/^(?:millions?|millones|mln|mio|млн\.?|мільйон\p{L}*|миллион\p{L}*|милион\p{L}*|milio\p{L}*|m)(?!\p{L})/iu, 6],
  [
    /^(?:thousands?|тис\.?|тисяч\p{L}*|тыс\.?|тысяч\p{L}*|хиляди|tys\.?|tis[ií]c\p{L}*|tausend|ezret?|ezer|mil|mila|milhares|duizend|k)(?!\p{L})/iu,
    3,
  ],
];
const DIGITS = new RegExp(`\\d{1,3}(?:${GAP}\\d{3})+(?!\\d)(?:[.,]\\d+)?|\\d+(?:[.,'’]\\d+)*`, 'g');

const WORD_VALUES: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
/** Number words that stand for a value by themselves. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [
    /(?:half a million|half-a-million|півмільйон\p{L}*|пів мільйон\p{L}*|полмиллион\p{L}*|pół miliona|meio milhão|medio millón|halbe Million)/giu,
    '500000',
  ],
  [/quarter of a million/giu, '250000'],
  [/(?<!half )(?<!quarter of )(?<![\d.,]\s?)(?<!\p{L})(?:a|one) million/giu, '1000000'],
  [/(?<!\p{L})(?:a|one) hundred thousand/giu, '100000'],
  [/(?<!hundred )(?<!\p{L})(?:a|one) thousand/giu, '1000'],
  [/two[- ]thirds/giu, '66.7'],
  [/(?<!\p{L})(?:half|половина)(?!\p{L})/giu, '50'],
];

/** `1,3` with `6` places becomes `1300000`; text only, so nothing is rounded. */
function scaled(decimal: string, places: number): string {
  const [whole = '', part = ''] = decimal.split('.');
  const digits = whole + part.padEnd(places, '0').slice(0, places);
  const rest = part.slice(places).replace(/0+$/, '');
  const clean = digits.replace(/^0+(?=\d)/, '') || '0';
  return rest === '' ? clean : `${clean}.${rest}`;
}

/** Every plain decimal that a run of digits and separators can mean: `1.246` is 1246 and 1.246. */
function readings(digits: string): string[] {
  const bare = digits.replace(/[ \u00a0\u2009\u202f]/g, '');
  const marks = bare.replace(/\d/g, '');
  if (marks === '') return [scaled(bare, 0)];
  const grouped = /^\d{1,3}(?:[.,'’]\d{3})+$/.test(bare);
  const whole = grouped && new Set(marks).size === 1 ? [bare.replace(/[.,'’]/g, '')] : [];
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const decimal =
    last > 0 && (marks.length === 1 || new Set(marks).size === 2)
      ? [`${bare.slice(0, last).replace(/\D/g, '')}.${bare.slice(last + 1).replace(/\D/g, '')}`]
      : [];
  return [...whole, ...decimal.map((text) => scaled(text, 0) || text)].length > 0
    ? [...whole, ...decimal.map(trimmed)]
    : [bare.replace(/\D/g, '')];
}

function trimmed(decimal: string): string {
  return decimal
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** The numbers of a text in their order: digits with their scale, ranges that share one (“70 or 80,000”), and common number words. */
export function numbersIn(text: string): ReadNumber[] {
  const found: ReadNumber[] = [];
  for (const match of text.matchAll(DIGITS)) {
    const start = match.index;
    const plain = readings(match[0]);
    const after = text.slice(start + match[0].length);
    const lead = /^[ \u00a0\u2009\u202f]?/.exec(after)?.[0].length ?? 0;
    const scale = SCALES.map(([pattern, places]) => ({ word: pattern.exec(after.slice(lead))?.[0], places })).find(
      ({ word }) => word !== undefined,
    );
    const end = start + match[0].length + (scale?.word ? lead + scale.word.length : 0);
    found.push({
      text: text.slice(start, end),
      start,
      end,
      // “5 m” may be metres, so the bare number stays a reading beside the scaled one.
      values: scale ? [...plain.map((value) => scaled(value, scale.places)), ...plain] : plain,
    });
  }
  const shared = withSharedScales(text, withSums(text, found));
  return [...shared, ...wordsIn(text)].sort((a, b) => a.start - b.start);
}

/** “1 мільйон 213 тисяч”: a million directly before thousands is one number. */
function withSums(text: string, found: readonly ReadNumber[]): ReadNumber[] {
  return found.map((number, index) => {
    const next = found[index + 1];
    const [value, rest] = [number.values[0], next?.values[0]];
    if (!next || value === undefined || rest === undefined || !/^\s+$/.test(text.slice(number.end, next.start)))
      return number;
    if (!value.endsWith('000000') || rest.length > 6 || !rest.endsWith('000')) return number;
    return { ...number, values: [...number.values, String(BigInt(value) + BigInt(rest))] };
  });
}

/** “70 or 80,000”, “30–40 thousand”: the first of two has the scale of the second, too. */
function withSharedScales(text: string, found: readonly ReadNumber[]): ReadNumber[] {
  return found.map((number, index) => {
    const next = found[index + 1];
    if (!next || !/^\s*(?:-|–|—|to|or|and|до|или|або|bis|a|y|и|і|та)\s*\$?$/iu.test(text.slice(number.end, next.start)))
      return number;
    const shared = next.values.flatMap((value) => {
      const zeros = /^\d{1,3}?(0{3,})$/.exec(value)?.[1];
      return zeros
        ? number.values
            .filter((own) => /^\d{1,3}$/.test(own))
            .map((own) => own + '0'.repeat(zeros.length - (zeros.length % 3)))
        : [];
    });
    return shared.length > 0 ? { ...number, values: [...number.values, ...shared] } : number;
  });
}

function wordsIn(text: string): ReadNumber[] {
  const phrases = PHRASES.flatMap(([pattern, value]) =>
    [...text.matchAll(pattern)].map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
      values: [value],
    })),
  );
  // Each word is looked at, with those after it: “around six”, “twenty-five thousand”.
  const small = [
    ...text.matchAll(/(?<![\p{L}-])(\p{L}+)(?=(?<rest>(?:[- ](\p{L}+))?(?:[ -](?:thousand|million)(?!\p{L}))?))/giu),
  ].flatMap((match) => {
    const [word, rest] = [match[0], match.groups?.rest ?? ''];
    const first = WORD_VALUES[word.toLowerCase()];
    if (first === undefined) return [];
    const following = rest
      .toLowerCase()
      .split(/[- ]/)
      .filter((part) => part !== '');
    const unit = first >= 20 ? WORD_VALUES[following[0] ?? ''] : undefined;
    const scale = unit === undefined ? following[0] : following[1];
    const places = scale === 'thousand' ? 3 : scale === 'million' ? 6 : 0;
    const value = first + (unit !== undefined && unit < 10 ? unit : 0);
    const end = match.index + word.length + (places > 0 || unit !== undefined ? rest.length : 0);
    // “Twenty to 25,000” are thousands, both.
    const shared = /^\s*to\s+\d{1,3},000/iu.test(text.slice(match.index + word.length)) ? [`${value}000`] : [];
    return [
      {
        text: text.slice(match.index, end),
        start: match.index,
        end,
        values: [scaled(String(value), places), ...shared],
      },
    ];
  });
  return [...phrases, ...small];
}

const MONTHS: readonly RegExp[] = [
  /^(?:jan(?:uary)?|січ\p{L}*|январ\p{L}*)$/iu,
  /^(?:feb(?:ruary)?|лют\p{L}*|феврал\p{L}*)$/iu,
  /^(?:mar(?:ch)?|берез\p{L}*|март\p{L}*)$/iu,
  /^(?:apr(?:il)?|квіт\p{L}*|апрел\p{L}*)$/iu,
  /^(?:may|трав\p{L}*|ма[яйе])$/iu,
  /^(?:june?|черв(?:н|ень)\p{L}*|июн\p{L}*)$/iu,
  /^(?:july?|лип(?:н|ень)\p{L}*|июл\p{L}*)$/iu,
  /^(?:aug(?:ust)?|серп\p{L}*|август\p{L}*)$/iu,
  /^(?:sept?(?:ember)?|верес\p{L}*|сентябр\p{L}*)$/iu,
  /^(?:oct(?:ober)?|жовт\p{L}*|октябр\p{L}*)$/iu,
  /^(?:nov(?:ember)?|листопад\p{L}*|ноябр\p{L}*)$/iu,
  /^(?:dec(?:ember)?|груд(?:н|ень)\p{L}*|декабр\p{L}*)$/iu,
];
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthNumber(word: string): number | null {
  const index = MONTHS.findIndex((pattern) => pattern.test(word));
  return index < 0 ? null : index + 1;
}

/** Days named in words: “31 April 2025”, “April 31”, “17 березня”. Year is null where the text gives none. */
export type NamedDay = {
  readonly text: string;
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
};

export function namedDaysIn(text: string): NamedDay[] {
  const found: NamedDay[] = [];
  const add = (whole: string, day: string | undefined, word: string | undefined, year: string | undefined) => {
    const month = monthNumber(word ?? '');
    if (month !== null && Number(day) >= 1)
      found.push({
        text: whole.trim().replace(/[.,]$/, ''),
        day: Number(day),
        month,
        year: year ? Number(year) : null,
      });
  };
  for (const match of text.matchAll(
    /(?<![\d.,])(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(\p{L}{3,})\.?,?(?:\s+(20\d\d))?/giu,
  ))
    add(match[0], match[1], match[2], match[3]);
  for (const match of text.matchAll(
    /(?<!\p{L})(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d.,]\d|\d)(?:,?\s+(20\d\d))?/giu,
  ))
    add(match[0], match[2], match[1], match[3]);
  return found;
}

/** True for a day that no calendar has, such as 31 April. */
export function isImpossible({ day, month, year }: NamedDay): boolean {
  if (year !== null)
    return parseDay(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`) === null;
  return day > (LONGEST_MONTH[month - 1] ?? 31);
}

/** Dates that can be read with the day or the month first, such as “1/12” or “01/12/2024”. */
export function ambiguousDatesIn(
  text: string,
): { readonly text: string; readonly first: number; readonly second: number }[] {
  return [...text.matchAll(/(?<![\d/.,:])(\d{1,2})\/(\d{1,2})(?:\/((?:20)?\d\d))?(?![\d/])/g)].flatMap((match) => {
    const [first, second] = [Number(match[1]), Number(match[2])];
    return first >= 1 && second >= 1 && first <= 12 && second <= 12 && first !== second
      ? [{ text: match[0], first, second }]
      : [];
  });
}

/** The moment at which an id of X (Twitter) was given: its upper bits count milliseconds. */
const X_EPOCH = 1_288_834_974_657n;

/** A day that an address carries: as `/2024/12/01/`, `2024-12-01`, `20241201`, or inside the id of a post on X. */
export function dayInAddress(url: string): { readonly day: Day; readonly how: string } | null {
  const post = /^https?:\/\/(?:[^/]+\.)?(?:x|twitter)\.com\/.*\/status\/(\d{17,20})/i.exec(url)?.[1];
  if (post) {
    const instant = new Date(Number((BigInt(post) >> 22n) + X_EPOCH)).toISOString().slice(0, 10);
    const day = parseDay(instant);
    return day ? { day, how: 'the number of the post' } : null;
  }
  // The date in an address of an archive is that of the copy.
  const own = url.replace(/^https?:\/\/web\.archive\.org\/web\/\d+[a-z_]*\//i, '');
  const patterns = [
    /(?<!\d)(20[1-3]\d)[/_.-](\d{1,2})[/_.-](\d{1,2})(?!\d)/,
    /(?<!\d)(20[1-3]\d)\/(\d{2})(\d{2})(?!\d)/,
    /(?<!\d)(20[1-3]\d)(\d{2})(\d{2})(?!\d)/,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(own);
    const day = match && parseDay(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`);
    if (day) return { day, how: 'the address' };
  }
  // “11/29/2023” has one reading only where one of the two is no month.
  const turned = /\/(\d{1,2})\/(\d{1,2})\/(20[1-3]\d)(?!\d)/.exec(own);
  const [one, other] = [Number(turned?.[1]), Number(turned?.[2])];
  const [month, date] = one > 12 ? [other, one] : other > 12 ? [one, other] : [0, 0];
  const day = turned && parseDay(`${turned[3]}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
  if (day) return { day, how: 'the address' };
  return null;
}

/** Addresses that differ from this one by one or two in their last number of twelve digits or more: ids that no person gives. */
export function neighbouringAddresses(url: string): string[] {
  const matches = [...url.matchAll(/\d{12,20}/g)];
  const last = matches.at(-1);
  if (!last) return [];
  const id = BigInt(last[0]);
  return [-2n, -1n, 1n, 2n].map(
    (step) =>
      url.slice(0, last.index) +
      (id + step).toString().padStart(last[0].length, '0') +
      url.slice(last.index + last[0].length),
  );
}

/** The same day and month exchanged, if that is another date. */
export function swapped(day: Day): Day | null {
  const other = parseDay(`${day.slice(0, 4)}-${day.slice(8, 10)}-${day.slice(5, 7)}`);
  return other && other !== day ? other : null;
}

/** The same date some years later or earlier; 29 February becomes 28 February. */
export function yearsAway(day: Day, years: number): Day {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  return parseDay(`${year}${day.slice(4)}`) ?? addDays(parseDay(`${year}-03-01`) ?? day, -1);
}
