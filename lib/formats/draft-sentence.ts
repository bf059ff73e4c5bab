/**
 * A claim said back while it is being typed: the sentence that readers will see, with `…` where something is still missing or not readable.
 */
import type { ClaimDraft } from '@/lib/ledger/draft';
import { periodFieldsOf, valueFieldsOf } from '@/lib/ledger/draft';
import { addDays, type Day, parseDay } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import { isCodeOf, METRICS, PERIOD_KINDS, SIDES, THEATRE, VALUE_KINDS } from '@/lib/ledger/vocabulary';
import { joinClaimWords, relayWords, type SaidClaim, toClaimWords } from './claim-sentence';

/** Stands for what is missing. */
export const MISSING = '…';

/** What of a registered source the sentence needs. */
export type SayingSource = Pick<Source, 'name' | 'countingConvention'>;

const NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/;

/** Digits as typed, grouped or not, as an exact decimal; null where they are none. */
function amount(text: string): string | null {
  const bare = text
    .trim()
    .replace(/(?<=\d)[\s\u00a0\u2009\u202f](?=\d{3})/g, '')
    .replace(/^\u2212/, '-');
  return NUMBER.test(bare) ? bare : null;
}

/** What of the draft can be said, with something in place of what is missing; `lacks` names the parts that are. */
function toSaid(draft: ClaimDraft): {
  readonly said: SaidClaim;
  readonly lacks: ReadonlySet<'value' | 'what' | 'whose' | 'when'>;
} {
  const lacks = new Set<'value' | 'what' | 'whose' | 'when'>();
  const code = <Code extends string>(
    list: Readonly<Record<Code, unknown>>,
    text: string,
    instead: NoInfer<Code>,
    part: 'value' | 'what' | 'whose' | 'when',
  ): Code => {
    if (isCodeOf(list, text)) return text;
    lacks.add(part);
    return instead;
  };
  const valueKind = code(VALUE_KINDS, draft.valueKind, 'point', 'value');
  const periodKind = code(PERIOD_KINDS, draft.periodKind, 'interval', 'when');
  const shown = valueFieldsOf(valueKind);
  const value = (field: 'low' | 'best' | 'high') => (shown.includes(field) ? amount(draft[field]) : null);
  const [low, best, high] = [value('low'), value('best'), value('high')];
  const isSaid =
    valueKind === 'none' ||
    (valueKind === 'range' ? low !== null && high !== null : [low, best, high].some((one) => one !== null));
  if (!isSaid) lacks.add('value');
  const dates = periodFieldsOf(periodKind);
  const day = (field: 'firstDay' | 'lastDay' | 'asOf'): Day | null =>
    dates.includes(field) ? parseDay(draft[field].trim()) : null;
  const [firstDay, lastDay, asOf] = [day('firstDay'), periodKind === 'day' ? null : day('lastDay'), day('asOf')];
  if (draft.undated !== 'yes' && firstDay === null && lastDay === null && asOf === null) lacks.add('when');
  return {
    said: {
      spokesperson: draft.spokesperson.trim() || null,
      side: code(SIDES, draft.side, 'ru', 'whose'),
      metric: code(METRICS, draft.metric, 'killed', 'what'),
      scope: draft.scope.trim() || THEATRE,
      periodKind,
      periodStart: firstDay,
      periodEnd: lastDay && addDays(lastDay, 1),
      asOf,
      valueKind,
      low,
      best,
      high,
    },
    lacks,
  };
}

/**
 * The draft as one sentence: `UK Defence Intelligence says 1 271 a day, killed or wounded, Russia, over September 2024.` A source that is
 * not registered is named as typed. `via …` follows where every publication is a relay’s (E4).
 */
export function toDraftSentence(draft: ClaimDraft, source: SayingSource | null): string {
  const { said, lacks } = toSaid(draft);
  const who = source ?? { name: draft.source.trim() || MISSING, countingConvention: 'end_of_day' as const };
  const words = toClaimWords(said, who);
  const rate = { daily_rate: ' a day', weekly_rate: ' a week', monthly_rate: ' a month' };
  const after = isCodeOf(rate, draft.periodKind) ? rate[draft.periodKind] : '';
  const sentence = joinClaimWords(
    {
      ...words,
      value: lacks.has('value') ? `${MISSING}${after}` : words.value,
      what: lacks.has('what') ? MISSING : words.what,
      whose: lacks.has('whose') ? MISSING : words.whose,
      when: lacks.has('when') ? MISSING : words.when,
    },
    said,
  );
  const relays = draft.publications
    .filter((publication) =>
      Object.entries(publication).some(([field, text]) => field !== 'dateUnknown' && text.trim() !== ''),
    )
    .map(({ relay }) => ({ relay: relay.trim() || null }));
  const carried = relayWords(relays);
  return carried === null ? sentence : `${sentence.slice(0, -1)}, ${carried}.`;
}
