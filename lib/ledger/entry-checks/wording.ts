/**
 * Checks that read the quote against what was keyed: the number, its kind, its metric, its side and its scope.
 * Words are known in English, Ukrainian and Russian; a quote in another language is only read for its digits.
 */

import type { Claim } from '@/lib/ledger/claim';
import { absolute, compareExact, exact, subtract } from '@/lib/ledger/exact';
import { METRICS, type Metric, metricOf, THEATRE, type ValueKind } from '@/lib/ledger/vocabulary';
import { type Check, type Finding, numberOf, quotesOf, said, saidMetric, valueField } from './nearby';
import { numbersIn, type ReadNumber } from './reading';

type Bound = 'low' | 'best' | 'high';

/** The bounds that were keyed. */
function keyed(claim: Claim): { readonly field: Bound; readonly value: string }[] {
  return (['low', 'best', 'high'] as const).flatMap((field) => {
    const value = claim[field];
    return value === null ? [] : [{ field, value }];
  });
}

/** A number in a quote means a value when one of its readings is the same number; a loss may be said without its minus. */
function means(number: ReadNumber, value: string): boolean {
  return number.values.some((reading) => compareExact(exact(reading), absolute(exact(value))) === 0);
}

/** The number of the quote that is the keyed value, or null. */
function findValue(text: string, value: string): ReadNumber | null {
  return numbersIn(text).find((number) => means(number, value)) ?? null;
}

/** True for a number that can be the value of a claim: no year, no day of a month. */
function canBeValue(number: ReadNumber, value: string): boolean {
  const digits = number.text.replace(/\D/g, '').length;
  if (/^(?:19|20)\d\d$/.test(number.text)) return false;
  // A value of hundreds and more is not looked for among days and counts of weeks.
  return digits > 2 || number.text.length > 2 || exact(value).num < 100n;
}

/**
 * Trap 25: the digits of the quote must hold the value that was keyed; 37,000 for 370,000 and “45,860” for 45 680 are slips of a finger.
 * Silent where the quote has no number of its own, where any publication's quote has it, and where the claim is a ratio or computed.
 */
export const valueNotInQuote: Check = (claim) => {
  const quotes = quotesOf(claim);
  if (quotes.length === 0 || claim.countBasis === 'derived') return [];
  return keyed(claim).flatMap(({ field, value }): Finding[] => {
    const numbers = quotes.flatMap(({ text }) => numbersIn(text));
    const candidates = numbers.filter((number) => canBeValue(number, value));
    if (candidates.length === 0 || numbers.some((number) => means(number, value))) return [];
    if (isConverted(claim, value, numbers)) return [];
    const slip = candidates.find((number) => number.values.some((reading) => isSlip(reading, value)));
    const all = candidates.map(({ text }) => text).join(', ');
    return [
      {
        field,
        message: slip
          ? `The quote has ${slip.text}, and ${said(value)} was keyed: look at the digits and the zeros.`
          : `${said(value)} is not among the numbers of the quote (${all}). Compare the two, or quote the words that have it.`,
      },
    ];
  });
};

/** Trap 7: 192 square miles are 498 km²; a quote in square miles is converted, not mistyped. */
function isConverted(claim: Claim, value: string, numbers: readonly ReadNumber[]): boolean {
  if (metricOf(claim.metric).unit !== 'km2') return false;
  return numbers.some((number) =>
    number.values.some((reading) => {
      const converted = Number(reading) * 2.58999;
      return converted > 0 && Math.abs(Math.abs(Number(value)) - converted) <= Math.max(1, converted * 0.01);
    }),
  );
}

/** Same digits in another order, or one zero more or less. */
function isSlip(reading: string, value: string): boolean {
  if (reading === value) return false;
  if (reading === `${value}0` || value === `${reading}0`) return true;
  return reading.length === value.length && value.length > 2 && [...reading].sort().join() === [...value].sort().join();
}

/**
 * Trap 25: digits that no number is written with, such as “110,00” for 110,000; whoever printed them may have lost or moved one.
 */
export const brokenNumber: Check = (claim) =>
  quotesOf(claim).flatMap(({ text, index }) =>
    [
      ...text.matchAll(
        /(?<![\d.,])\d{1,3}(?:,\d{3})*,\d{2}(?![\d,])(?!\s?(?:%|km|кв|км|sq|млн|мільй|миллион|mln|million))/gi,
      ),
    ]
      .filter((match) => /^\d{2,3},\d{2}$|,\d{3},\d{2}$/.test(match[0]) && METRICS[claim.metric].unit !== 'km2')
      .map((match) => ({
        field: `publications.${index}.quote`,
        message: `“${match[0]}” in the quote is not how a number is written: a digit may be missing. Look at the original.`,
      })),
  );

/** Trap 25 (“48 casualties in December 670”): a number torn apart by words of the sentence around it. */
export const tornNumber: Check = (claim) => {
  const value = numberOf(claim);
  if (value === null || !/^\d{4,6}$/.test(value)) return [];
  const [head, tail] = [value.slice(0, -3), value.slice(-3)];
  return quotesOf(claim).flatMap(({ text, index }): Finding[] => {
    if (findValue(text, value)) return [];
    const numbers = numbersIn(text).map((number) => number.text);
    const at = numbers.indexOf(head);
    if (at < 0 || numbers[at + 1] !== tail) return [];
    return [
      {
        field: `publications.${index}.quote`,
        message: `The quote has ${head} and ${tail} apart from each other, as a machine translation leaves them. Look at the original for ${said(value)}.`,
      },
    ];
  });
};

/**
 * Trap 29: “hundreds of thousands” and “dozens” are no number. They are kept as words (value kind “no number”), never turned into one.
 */
export const vagueWords: Check = (claim) => {
  if (claim.valueKind === 'none') return [];
  const value = numberOf(claim);
  return quotesOf(claim).flatMap(({ text, index }): Finding[] => {
    const vague =
      /(?<!\p{L})(?:tens|dozens|hundreds|thousands) of(?: thousands| millions)?|десятки|сотн[іи] тис\p{L}+|сотни|тысячи|тисячі/iu.exec(
        text,
      );
    if (!vague || (value !== null && findValue(text, value))) return [];
    return [
      {
        field: 'valueKind',
        message: `The quote says “${vague[0]}”, which is no number. Choose “no number”, or quote the words that have ${value === null ? 'it' : said(value)}. (Publication ${index + 1}.)`,
      },
    ];
  });
};

/** Words before or after a number that say how it is meant. The codes of VALUE_KINDS, as domain.md §1.2 reads them. */
const BEFORE: readonly (readonly [RegExp, ValueKind])[] = [
  [
    /(?:no fewer than|no less than|not less than|at least|не менш\p{L}*(?: ніж)?|не менее(?: чем)?|щонайменше|как минимум|як мінімум|по меньшей мере)\s*$/iu,
    'at_least',
  ],
  [
    /(?:no more than|not more than|less than|fewer than|under|up to|as many as|as much as|nearly|almost|approaching|не більше(?: ніж)?|не более(?: чем)?|менее(?: чем)?|менше(?: ніж)?|майже|почти|до)\s*$/iu,
    'at_most',
  ],
  [
    /(?:more than|over|exceed(?:s|ed|ing)?|above|upwards of|in excess of|surpass(?:es|ed|ing)?|topp(?:ed|ing)|понад|більше(?: ніж)?|більш(?: ніж| як)|более(?: чем)?|больше(?: чем)?|свыше|перевищ\p{L}+|превыс\p{L}+)\s*$/iu,
    'at_least',
  ],
  [
    /(?:about|around|approximately|roughly|some|circa|ca\.|close to|an estimated|estimated|близько|приблизно|орієнтовно|около|примерно|приблизительно|[~≈])\s*$/iu,
    'approx',
  ],
];

/** How the words directly before a number qualify it, or null where they do not. “just”, “a” and “the” may stand between. */
function qualified(text: string, number: ReadNumber): { readonly kind: ValueKind; readonly words: string } | null {
  const before = text
    .slice(Math.max(0, number.start - 40), number.start)
    .replace(/[$€“"«]\s*$/u, '')
    .replace(/(?<!\p{L})(?:an?|total of|just)\s+$/iu, '');
  for (const [pattern, kind] of BEFORE) {
    const match = pattern.exec(before);
    if (!match) continue;
    const starts = match.index === 0 || !/\p{L}/u.test(before.charAt(match.index - 1)) || /^[~≈]/.test(match[0]);
    // “from 30 to 40”, “від 39 кв км у березні до 317”: the second of a range, not a bound.
    const inRange = match[0].trim().toLowerCase() === 'до' && /\d/.test(before.slice(0, match.index));
    if (starts && !inRange && !/\d[\d\s,.]*$/.test(before.slice(0, match.index)))
      return { kind, words: match[0].trim() };
  }
  return null;
}

/**
 * Trap 23: bounds flip between relays. “More than” gives a lower bound, “up to”, “nearly” and “almost” an upper one, “about” an
 * approximate value (domain.md §1.2); a point stands for none of them.
 */
export const boundWords: Check = (claim) => {
  if (claim.valueKind === 'none' || claim.valueKind === 'range') return [];
  const value = numberOf(claim);
  if (value === null) return [];
  const readings = quotesOf(claim).flatMap(({ text }) =>
    numbersIn(text)
      .filter((number) => means(number, value))
      .map((number) => qualified(text, number)),
  );
  const [reading] = readings;
  // Where the number stands twice, as in “almost 300 thousand (299,210)”, either wording will do.
  if (!reading || readings.some((other) => other === null || other.kind === claim.valueKind)) return [];
  const kinds = {
    at_least: 'at least',
    at_most: 'up to',
    approx: 'about',
    point: 'point',
    range: 'range',
    none: 'no number',
  };
  return [
    {
      field: 'valueKind',
      message: `The quote says “${reading.words} ${said(value.replace('-', ''))}”, and the value is keyed as “${kinds[claim.valueKind]}”. Choose “${kinds[reading.kind]}”, or say why not.`,
    },
  ];
};

const KILLED =
  /(?<!\p{L})(?:killed?|dead|deaths?|died|dies|fatalit|slain|kia(?!\p{L})|вби[тлв]|уби[тлв]|загиб|загинул|погиб|гибел|смерт|полегл)/iu;
const WOUNDED = /(?<!\p{L})(?:wounded|injur|maimed|поранен|тяжкопоранен|важкопоранен|ранен|санітарн|санитарн)/iu;
const MISSING = /(?<!\p{L})(?:missing|unaccounted|зникл\p{L}* безвіст|зниклими|пропавш|пропал)/iu;
const LOSSES =
  /(?<!\p{L})(?:loss|lost|lose|losing|casualt|victims?|eliminat|liquidat|neutrali[sz]|destroy|втрат|потер|знищ|ліквід|знешкод|уничтож|ликвид|toll)/iu;
/** “killed and wounded”, “dead or wounded”, “killed or seriously wounded”. */
const KILLED_AND_WOUNDED =
  /(?:killed?|dead|deaths|died|вбит\p{L}*|убит\p{L}*|загибл\p{L}*|погибш\p{L}*)\]?\s*(?:and|or|&|\/|,|та|і|й|чи|або|и|или)\s*(?:(?:seriously|severely|badly|важко|тяжко|тяжело)[ -]?)?(?:wounded|injured|поранен\p{L}*|ранен\p{L}*)/iu;
const KILLED_OR_MISSING =
  /(?:killed|dead|have been killed)\s+(?:or|and|or are|and are)\s+missing|dead-or-missing|вбит\p{L}* (?:або|чи|та) зникл\p{L}*|убит\p{L}* (?:или|и) пропавш\p{L}*/iu;
const GRAVELY =
  /(?:seriously|severely|badly|gravely)[ -](?:wounded|injured)|важкопоранен|тяжкопоранен|(?:важко|тяжко) поранен|тяжелоранен|тяжело ранен/iu;
const IRRECOVERABLE = /irrecoverabl|irretrievabl|permanent loss|безповоротн|безвозвратн|nieodwracaln/iu;

/** The part of a quote around the value: a sentence that says several numbers says each with its own words. */
function around(text: string, value: string | null, before = 80, after = 60): string {
  const number = value === null ? null : findValue(text, value);
  return number ? text.slice(Math.max(0, number.start - before), number.end + after) : text;
}

const KILLED_ONLY: ReadonlySet<Metric> = new Set(['killed', 'killed_confirmed']);
const WITH_WOUNDED: ReadonlySet<Metric> = new Set([
  'killed_or_wounded',
  'killed_wounded_or_missing',
  'casualties_all',
  'permanent_losses',
]);

/**
 * Traps 1, 2, 5 and 26: the words of the quote against the metric. “Killed and wounded” keyed as killed, “killed” keyed as killed or
 * wounded, “killed or missing” recorded as killed, “casualties” alone recorded as deaths.
 */
export const metricWords: Check = (claim) => {
  const { metric } = claim;
  if (metricOf(metric).family !== 'casualties') return [];
  // Several publications are quoted for one statement: one that speaks of the dead is enough.
  const speaksOfKilled = quotesOf(claim).some(({ text }) => KILLED.test(text));
  const found = quotesOf(claim).flatMap(({ text }): string[] => {
    const near = around(text, numberOf(claim));
    if (KILLED_OR_MISSING.test(near) && KILLED_ONLY.has(metric)) return ['“killed or missing”'];
    if (KILLED_AND_WOUNDED.test(near) && KILLED_ONLY.has(metric)) return ['killed and wounded together'];
    if (GRAVELY.test(near) && KILLED_AND_WOUNDED.test(near) && metric === 'killed_or_wounded')
      return ['only the badly wounded beside the killed'];
    if (KILLED_ONLY.has(metric) && !speaksOfKilled && (LOSSES.test(text) || WOUNDED.test(text)))
      return ['losses or casualties, and nobody killed'];
    const speaksOfWounded = WOUNDED.test(text) || LOSSES.test(text) || MISSING.test(text);
    if (WITH_WOUNDED.has(metric) && KILLED.test(near) && !speaksOfWounded) return ['the killed only'];
    if (metric === 'wounded' && !WOUNDED.test(text) && KILLED.test(near)) return ['the killed'];
    return [];
  });
  return found.slice(0, 1).map((words) => ({
    field: 'metric',
    message: `The quote speaks of ${words}; the metric is “${saidMetric(claim)}”. Code what the words say, and discount a relay that turned one into the other.`,
  }));
};

/** Trap 3: “irrecoverable” is killed, missing and captured to a staff, killed and badly wounded to others, and killed and wounded to some. */
export const irrecoverableWords: Check = (claim) => {
  const coded: readonly Metric[] = ['irrecoverable', 'permanent_losses'];
  if (metricOf(claim.metric).family !== 'casualties' || coded.includes(claim.metric)) return [];
  return quotesOf(claim)
    .filter(({ text }) => IRRECOVERABLE.test(around(text, numberOf(claim))))
    .slice(0, 1)
    .map(() => ({
      field: 'metric',
      message: `The quote says “irrecoverable”; the metric is “${saidMetric(claim)}”. Say in the note what the source counts as irrecoverable: killed, missing, captured, badly wounded?`,
    }));
};

/** Trap 4: cases of wounding are treatments, not persons, and one person can be counted twice. */
export const woundedCases: Check = (claim) => {
  if (claim.metric !== 'wounded' && claim.metric !== 'killed_or_wounded') return [];
  return quotesOf(claim)
    .filter(({ text }) =>
      /(?<!\p{L})cases|випадк\p{L}* поранен|случа\p{L}* ранен/iu.test(around(text, numberOf(claim))),
    )
    .slice(0, 1)
    .map(() => ({
      field: 'metric',
      message: `The quote counts cases of wounding; the metric is “${saidMetric(claim)}”. Choose “${METRICS.wounded_cases.label}”.`,
    }));
};

/** Trap 6: tanks lost are more than tanks destroyed; the same thousand was said of both, five months apart. */
export const lostOrDestroyed: Check = (claim) => {
  const { metric } = claim;
  if (metricOf(metric).family !== 'equipment') return [];
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    const near = around(text, numberOf(claim));
    const [lost, destroyed] = [
      /(?<!\p{L})(?:lost|losses|loss of|втра[тч]\p{L}*|потер\p{L}*)/iu.test(near),
      /(?<!\p{L})(?:destroy\p{L}*|знищ\p{L}*|уничтож\p{L}*)/iu.test(near),
    ];
    if (lost === destroyed || destroyed === metric.includes('destroyed')) return [];
    return [
      {
        field: 'metric',
        message: `The quote says ${destroyed ? '“destroyed”' : '“lost”'}; the metric is “${saidMetric(claim)}”. Lost is destroyed, damaged, abandoned or captured.`,
      },
    ];
  });
};

/** Trap 7: per km², per square mile, per kilometre of front or of advance are different numbers. */
export const unitWords: Check = (claim) => {
  const { unit } = metricOf(claim.metric);
  const value = numberOf(claim);
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    const number = value === null ? null : findValue(text, value);
    const after = number ? text.slice(number.end, number.end + 20) : '';
    if (unit === 'km2' && /^\s*(?:sq\.?|square)[- ]?(?:mi\b|miles?)/iu.test(after))
      return [
        {
          field: valueField(claim),
          message: `${said(value ?? '')} are square miles in the quote. Key km²: 1 square mile is 2.59 km².`,
        },
      ];
    if (
      unit === 'persons_per_km2' &&
      !/km2|km²|square kilomet|sq\.? ?km|кв\.? ?км|квадратн\p{L}* кіл|квадратн\p{L}* кил/iu.test(text) &&
      /mile|kilomet|кілометр|километр/iu.test(text)
    )
      return [
        {
          field: 'metric',
          message: `The quote does not speak of square kilometres; the metric is “${saidMetric(claim)}”. A kilometre of front is another thing.`,
        },
      ];
    if (unit === 'persons_per_km' && /square (?:kilomet|mile)|km²|km2|кв\.? ?км|квадратн/iu.test(text))
      return [{ field: 'metric', message: `The quote speaks of an area; the metric is “${saidMetric(claim)}”.` }];
    return [];
  });
};

/** “per day” directly after the value or in the words just before it. */
const PER_DAY =
  /^\s*(?:\p{L}+\s+){0,4}?(?:a day|per day|daily|every (?:single )?day|each day|на день|щодня|на добу|в день|в сутки)/iu;
const PER_MONTH = /^\s*(?:\p{L}+\s+){0,4}?(?:a month|per month|monthly|every month|на місяць|щомісяця|в месяц)/iu;

/** Trap 33 and rates in general: an average a day keyed as the total of the period, or the other way round. */
export const rateWords: Check = (claim) => {
  const value = numberOf(claim);
  if (value === null || metricOf(claim.metric).family === 'ratio') return [];
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    const number = findValue(text, value);
    if (!number) return [];
    const after = text.slice(number.end, number.end + 60);
    const found = PER_DAY.test(after) ? 'a day' : PER_MONTH.test(after) ? 'a month' : null;
    const fits = found === 'a day' ? ['daily_rate', 'day', 'forecast'] : ['monthly_rate', 'forecast'];
    if (!found || fits.includes(claim.periodKind)) return [];
    return [
      {
        field: 'periodKind',
        message: `The quote says ${said(value)} ${found}, and the claim is keyed as another kind of period. Choose the average ${found}.`,
      },
    ];
  });
};

/** Towns, oblasts and directions that are named when a sector is meant (trap 24), as word stems. */
const SECTORS: readonly (readonly [string, RegExp])[] = [
  ['Pokrovsk', /pokrovs[kʹ]|покровс[ькк]/iu],
  ['Kupiansk', /kup[iy]?[’']?yans[kʹ]|kupians|куп[’'ʼя]?янс/iu],
  ['Kursk', /(?<!\p{L})kurs[ck]|курс[кь]к|курск/iu],
  ['Bakhmut', /bakhmut|бахмут/iu],
  ['Avdiivka', /avd[iy]i?vka|авді[їв]|авдеев/iu],
  ['Kharkiv', /khark[io]v|харків|харков/iu],
  ['Vovchansk', /vovchansk|вовчанськ|волчанск/iu],
  ['Toretsk', /toretsk|торецьк|торецк/iu],
  ['Chasiv Yar', /chas[io]v yar|часів яр|часов яр/iu],
  ['Kherson', /kherson|херсон/iu],
  ['Zaporizhzhia', /zaporizh|zaporozh|запоріж|запорож/iu],
  ['Mariupol', /mariupol|маріупол|мариупол/iu],
  ['Huliaipole', /huliaipole|hulyaipole|гуляйпол/iu],
  ['Dobropillia', /dobropill|добропіл|доброполь/iu],
  ['a sector', /(?<!\p{L})(?:sector|direction of|на \p{L}+ напрямку|на \p{L}+ направлении)(?!\p{L})/iu],
];

/** Trap 24: a number said of a sector keyed for the whole theatre, or a theatre's month told as “the battle for Pokrovsk”. */
export const sectorWords: Check = (claim) => {
  if (claim.scope !== THEATRE) return [];
  const value = numberOf(claim);
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    const near = around(text, value, 60, 70);
    const place = SECTORS.find(([, pattern]) => pattern.test(near));
    if (!place) return [];
    return [
      {
        field: 'scope',
        message: `The quote names ${place[0]}; the claim is keyed for the whole theatre. Is ${value === null ? 'it' : said(value)} said of a sector, or without one?`,
      },
    ];
  });
};

const BOTH_SIDES =
  /both sides|two sides together|combined (?:losses|casualties|total)|обох сторін|обеих сторон|Russian and Ukrainian (?:soldiers|troops|losses|casualties)/iu;
const OF_RUSSIA =
  /russia|москв|moscow|росі[йяїє]|росс?и[йяию]|окупант|оккупант|ворог|enemy|kremlin|\bрф\b|ruso|russ|rosyj|orosz/iu;
const OF_UKRAINE = /ukrain|kyiv|kiev|україн|украин|\bвсу\b|\bзсу\b|ucrain|киев|київ/iu;

/** Trap 8: both sides, the other side, civilians, or a part of a force in the sentence from which one number was taken. */
export const sideWords: Check = (claim) => {
  if (claim.side === 'both' || metricOf(claim.metric).family !== 'casualties') return [];
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    const near = around(text, numberOf(claim));
    if (BOTH_SIDES.test(near))
      return [
        {
          field: 'side',
          message: 'The quote speaks of both sides together. Choose the side “both”, or quote the words for one.',
        },
      ];
    const own = claim.side === 'ru' ? OF_RUSSIA : OF_UKRAINE;
    const other =
      claim.side === 'ru'
        ? /Ukrain\p{L}+ (?:soldiers|troops|servicem\p{L}+|forces|military|losses|casualties|fighters)|українськ\p{L}+ військов\p{L}+|украинск\p{L}+ воен\p{L}+/iu
        : /Russian (?:soldiers|troops|servicem\p{L}+|losses|casualties|fighters)|російськ\p{L}+ військов\p{L}+|российск\p{L}+ воен\p{L}+/iu;
    if (other.test(near) && !own.test(text))
      return [{ field: 'side', message: 'The quote names the people of the other side only. Look at the side.' }];
    return [];
  });
};

/** Trap 8: civilians are another ledger; mobilised, volunteers, convicts, foreigners or private companies are a part of a force. */
export const subsetWords: Check = (claim) => {
  if (metricOf(claim.metric).family !== 'casualties') return [];
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    const number = findValue(text, numberOf(claim) ?? '0');
    const after = number ? text.slice(number.end, number.end + 40) : '';
    if (/^[^,.;]{0,25}(?:civilian|цивільн|мирн\p{L}+ (?:житель|жител))/iu.test(after))
      return [
        { field: 'metric', message: 'The number stands before “civilians”. Civilians are not counted in this ledger.' },
      ];
    const part =
      /^[^,.;]{0,25}(?<part>mobili[sz]ed|volunteers|convicts|prisoners recruited|mercenaries|Wagner|North Korean|мобілізован|мобилизован|добровольц|вагнер)/iu.exec(
        after,
      )?.groups?.part;
    if (part && Object.keys(claim.components).length === 0)
      return [
        {
          field: 'components',
          message: `The number stands before “${part}”. If it counts only these, say which components are in and out.`,
        },
      ];
    return [];
  });
};

/** Trap 8: plans, projections and hypotheticals (periodKind forecast) are never recorded as something that happened. */
export const futureWords: Check = (claim) => {
  if (claim.periodKind === 'forecast' || metricOf(claim.metric).family === 'plan') return [];
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    const future =
      /will (?:likely |probably )?(?:have|reach|exceed|lose|suffer)|(?:could|might|would) (?:reach|exceed|rise|lose|suffer)|(?:is|are) (?:expected|projected|set|about) to|(?:aims?|plans?) to|если темп|якщо темп|at (?:the|this) current rate/iu.exec(
        around(text, numberOf(claim), 70, 30),
      );
    if (!future) return [];
    return [
      {
        field: 'periodKind',
        message: `The quote says “${future[0]}”: a statement about the future, or a hypothetical, is keyed as a forecast.`,
      },
    ];
  });
};

/** Trap 31: newly occupied land and the balance of gains and losses are two definitions; a balance can be negative. */
export const grossOrNet: Check = (claim, { source }) => {
  if (claim.metric !== 'territory_gained') return [];
  const definitions = (source?.definitions ?? []).filter(({ metric }) => metric === claim.metric);
  const isBalance = /\bnet\b|balance|gains and losses/iu;
  if (definitions.length === 0 || definitions.some(({ counts, method }) => isBalance.test(`${counts} ${method ?? ''}`)))
    return [];
  const value = numberOf(claim);
  const negative = value?.startsWith('-') ?? false;
  const words = quotesOf(claim).some(({ text }) =>
    /\bnet (?:gain|loss|control|territorial)|on balance|сальдо|чист\p{L}+ (?:втрат|приріст)/iu.test(text),
  );
  if (!negative && !words) return [];
  return [
    {
      field: 'definitionVersion',
      message: `${negative ? `${said(value ?? '')} is a balance` : 'The quote speaks of a balance'} of gains and losses, and this source is recorded as printing land newly occupied. Another definition is another version of the series.`,
    },
  ];
};

/** Traps 26 and 2: the value is the sum of two other numbers of the same quote (9,000 and 35,000 told as 44,000): somebody's arithmetic. */
export const sumOfQuote: Check = (claim) => {
  const value = numberOf(claim);
  if (value === null || exact(value).num <= 0n || claim.countBasis === 'derived') return [];
  return quotesOf(claim).flatMap(({ text }): Finding[] => {
    // Killed and wounded are the two parts of killed or wounded: where the quote has the sum itself, it is the source’s.
    if (WITH_WOUNDED.has(claim.metric) && findValue(text, value)) return [];
    const numbers = numbersIn(text).filter((number) => canBeValue(number, value) && !means(number, value));
    for (const [index, one] of numbers.entries())
      for (const other of numbers.slice(index + 1))
        for (const left of one.values)
          for (const right of other.values)
            if (
              compareExact(subtract(exact(value), exact(left)), exact(right)) === 0 &&
              exact(left).num > 0n &&
              exact(right).num > 0n
            )
              return [
                {
                  field: valueField(claim),
                  message: `${said(value)} is ${one.text} and ${other.text} of the quote added up. Do the two count the same thing? If a relay added them, the count basis is “third party’s arithmetic”.`,
                },
              ];
    return [];
  });
};
