/**
 * A claim as one reads it: “UK Defence Intelligence says 1 271 a day, killed or wounded, Russia, over September 2024.”
 * The sentence says what the source said and nothing else: bounds stay bounds, missing dates stay missing, a forecast is
 * expected and not said, and whoever only carried the words is named apart (“via Censor.NET”, E4).
 */
import type { Claim, Publication } from '@/lib/ledger/claim';
import { addDays, type Day, WAR_START } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { METRICS, type Metric, type PeriodKind, SIDES, type Side, THEATRE } from '@/lib/ledger/vocabulary';
import { capitalise, formatBounds, formatDay, formatPeriod, joinWords } from './text';

/** What of a claim its sentence needs. */
export type SaidClaim = Pick<
  Claim,
  | 'side'
  | 'metric'
  | 'scope'
  | 'periodKind'
  | 'periodStart'
  | 'periodEnd'
  | 'asOf'
  | 'valueKind'
  | 'low'
  | 'best'
  | 'high'
> & { readonly spokesperson?: string | null };

/** The parts of the sentence in their order, for pages that link or stress one of them. */
export type ClaimWords = {
  /** `UK Defence Intelligence`, `President of Ukraine (Volodymyr Zelenskyy)`. */
  readonly who: string;
  /** `says`, `expects`, `gives`, `corrected its running total by`. */
  readonly verb: string;
  /** `1 271 a day`, `about 654 430`, `no number`. */
  readonly value: string;
  /** `killed or wounded`. */
  readonly what: string;
  /** `Russia`, `Ukraine, excluding Kursk`. */
  readonly whose: string;
  /** `over September 2024`, `from 24 February 2022 up to the report of 1 October 2024`, `without dates`. */
  readonly when: string;
};

/** What follows a value for each period kind. */
const RATES: Partial<Record<PeriodKind, string>> = {
  daily_rate: ' a day',
  weekly_rate: ' a week',
  monthly_rate: ' a month',
};

/** Words of a scope for people: empty for the whole theatre, `sector: Kupiansk`, `excluding Kursk`, `part: unmanned units`. */
export function scopeWords(scope: string): string {
  if (scope === THEATRE) return '';
  const [head = '', ...rest] = scope.split('-');
  const words = rest.join(' ');
  if (head === 'sector') return `sector: ${capitalise(words)}`;
  if (head === 'part') return `part: ${words}`;
  if (head === 'excluding' || head === 'including') return `${head} ${capitalise(words)}`;
  return `scope: ${scope.replaceAll('-', ' ')}`;
}

/** `Russia`, `Ukraine, sector: Kupiansk`, `both sides together`. */
export function sideWords(side: Side, scope: string): string {
  const label = side === 'both' ? SIDES.both.label.toLowerCase() : SIDES[side].label;
  const where = scopeWords(scope);
  return where === '' ? label : `${label}, ${where}`;
}

/** Metrics whose label stands right behind a number: `654 430 killed or wounded`, `96 casualties per km²`. */
const FOLLOWS_NUMBER: ReadonlySet<Metric> = new Set([
  'killed_or_wounded',
  'killed_wounded_or_missing',
  'permanent_losses',
  'irrecoverable',
  'names_added',
  'killed',
  'killed_confirmed',
  'killed_or_missing',
  'missing',
  'captured',
  'wounded',
  'wounded_cases',
  'recruited',
  'recruited_volunteer',
  'recruited_foreign',
  'mobilised',
  'equipment_lost_tank',
  'equipment_destroyed_tank',
  'equipment_lost_armoured_vehicle',
  'equipment_lost_artillery',
  'equipment_lost_aircraft',
  'equipment_lost_naval_vessel',
  'casualties_per_km2',
  'killed_per_km2',
  'losses_per_km_of_front',
  'wounded_per_killed',
  'permanently_wounded_per_killed',
]);

/** The number with the unit that its metric’s label does not already say. */
function valueWords(claim: SaidClaim): string {
  const { unit } = METRICS[claim.metric];
  if (claim.valueKind === 'none') return 'no number';
  const bare = formatBounds(claim);
  if (claim.metric === 'exchange_ratio') return `${bare} to 1`;
  const isCounted = unit === 'persons' || unit === 'names' || FOLLOWS_NUMBER.has(claim.metric);
  return `${isCounted ? bare : formatBounds(claim, unit)}${RATES[claim.periodKind] ?? ''}`;
}

/** Up to which day a running total reaches: a report of the morning is named as a report, an end of day as the day. */
function reachWords(asOf: Day, source: Pick<Source, 'countingConvention'>): string {
  return source.countingConvention === 'morning'
    ? `up to the report of ${formatDay(asOf)}`
    : `up to ${formatDay(asOf)}`;
}

function overWords(claim: SaidClaim): string {
  const period = formatPeriod(claim.periodStart, claim.periodEnd);
  return claim.periodStart !== null && claim.periodEnd !== null ? `over ${period}` : period;
}

function whenWords(claim: SaidClaim, source: Pick<Source, 'countingConvention'>): string {
  switch (claim.periodKind) {
    case 'cumulative_since_start':
    case 'cumulative_since_date': {
      const start = claim.periodKind === 'cumulative_since_start' ? WAR_START : claim.periodStart;
      const from = start === null ? 'from a day not stated' : `from ${formatDay(start)}`;
      if (claim.asOf !== null) return `${from} ${reachWords(claim.asOf, source)}`;
      return claim.periodEnd === null
        ? `${from}, without a date of report`
        : `${from} ${formatPeriod(null, claim.periodEnd)}`;
    }
    case 'instant':
    case 'total_correction':
      return claim.asOf === null ? 'without dates' : `on ${formatDay(claim.asOf)}`;
    case 'day':
      return claim.periodStart === null
        ? 'without dates'
        : `on ${formatPeriod(claim.periodStart, claim.periodEnd ?? addDays(claim.periodStart, 1))}`;
    case 'forecast':
      return claim.periodStart === null && claim.periodEnd === null && claim.asOf !== null
        ? `for ${formatDay(claim.asOf)}`
        : overWords(claim);
    default:
      return overWords(claim);
  }
}

function verbOf(claim: SaidClaim): string {
  if (claim.valueKind === 'none') return 'gives';
  if (claim.periodKind === 'forecast') return 'expects';
  return claim.periodKind === 'total_correction' ? 'corrected its running total by' : 'says';
}

/** The source, and whoever spoke for it unless the source is named after that person. */
function whoWords({ spokesperson = null }: SaidClaim, { name }: Pick<Source, 'name'>): string {
  return spokesperson === null || name.includes(spokesperson) ? name : `${name} (${spokesperson})`;
}

/** The parts of a claim’s sentence. Amounts are exact decimals as claimed. */
export function toClaimWords(claim: SaidClaim, source: Pick<Source, 'name' | 'countingConvention'>): ClaimWords {
  return {
    who: whoWords(claim, source),
    verb: verbOf(claim),
    value: valueWords(claim),
    what: METRICS[claim.metric].label,
    whose: sideWords(claim.side, claim.scope),
    when: whenWords(claim, source),
  };
}

/** A claim as one sentence with its full stop. */
export function toClaimSentence(claim: SaidClaim, source: Pick<Source, 'name' | 'countingConvention'>): string {
  return joinClaimWords(toClaimWords(claim, source), claim);
}

/** The parts as one sentence: a metric whose label stands right behind a number takes no comma. */
export function joinClaimWords(
  words: ClaimWords,
  claim: Pick<SaidClaim, 'metric' | 'periodKind' | 'valueKind'>,
): string {
  const isRate = RATES[claim.periodKind] !== undefined;
  const between = FOLLOWS_NUMBER.has(claim.metric) && !isRate && claim.valueKind !== 'none' ? ' ' : ', ';
  return `${words.who} ${words.verb} ${words.value}${between}${words.what}, ${words.whose}, ${words.when}.`;
}

/** Who carried the claim, where the source did not publish it itself: `via Censor.NET`; null when it did. */
export function relayWords(publications: readonly Pick<Publication, 'relay'>[]): string | null {
  const relays = publications.map((publication) => publication.relay);
  if (relays.length === 0 || relays.includes(null)) return null;
  const names = [...new Set(relays.filter((relay) => relay !== null))];
  return names.length > 3
    ? `via ${names.slice(0, 2).join(', ')} and ${names.length - 2} others`
    : `via ${joinWords(names)}`;
}
