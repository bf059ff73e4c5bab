/**
 * The worked examples of lib/ledger/README.md as claims and what is made of them. Its section “How to read the examples” is the grammar.
 */
import type { FigureClaim } from '@/lib/ledger/claim';
import type { SeriesFigures } from '@/lib/ledger/figure-table';
import { addDays, type Day } from '@/lib/ledger/month';
import {
  type Asked,
  about,
  atLeast,
  average,
  between,
  correction,
  exactly,
  figuresOf,
  interval,
  oneDay,
  type Said,
  source,
  stated,
  total,
  upTo,
} from '@/tests/fixtures/claims';

export type WorkedExample = {
  /** What the document says comes out, one line each. */
  readonly said: readonly string[];
  /** What comes out. */
  readonly found: readonly string[];
};

/** The blocks marked `claims` of a part of the document. */
export function blocksOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```claims\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
}

function saidIn(text: string): Said {
  const [, words = '', first = '', second, unit] =
    /^(about |at least |up to |)(-?[\d.]+)(?: to (-?[\d.]+))?(?: unit (\d+))?(?: |$)/.exec(text) ?? [];
  if (first === '') throw new Error(`No value in “${text}”.`);
  if (second !== undefined) return between(first, second);
  const rounding = unit === undefined ? null : Number(unit);
  if (words === 'at least ') return atLeast(first);
  if (words === 'up to ') return upTo(first);
  return words === 'about ' ? about(first, rounding) : exactly(first, rounding);
}

function claimsOf(line: string, isList: boolean): FigureClaim[] {
  const [, kind, from = '', to = '', rest = ''] = /^(\w+) (\S+?)(?: (\S+))?: (.*)$/.exec(line) ?? [];
  const said = saidIn(rest);
  const over = {
    relayed: / relay\b/.test(rest),
    standing: / discounted\b/.test(rest) ? ('discounted' as const) : ('current' as const),
    release: / release (\S+)/.exec(rest)?.[1] ?? null,
  };
  switch (kind) {
    case 'total':
      return [
        total(from, said, { ...over, ...(isList ? { metric: 'killed_confirmed', countBasis: 'enumerated' } : {}) }),
      ];
    case 'month':
      return [stated(from, said, over)];
    case 'rate':
      return [average(from, said, over)];
    case 'period':
      return [interval(from, to, said, over)];
    case 'week':
      return [interval(from, to, said, { ...over, timeBasis: 'by_event', release: 'table' })];
    case 'correction':
      return [correction(from, Number(said.best), over)];
    case 'days': {
      const days: FigureClaim[] = [];
      for (let day = from as Day; day <= to; day = addDays(day, 1)) days.push(oneDay(day, said, over));
      return days;
    }
    default:
      throw new Error(`“${line}” is not in the grammar of the examples.`);
  }
}

const number = (bound: number | null) => (bound === null ? '–' : String(Math.round(bound * 100) / 100));
const written = (what: {
  low: number | null;
  best: number | null;
  high: number | null;
  method: string;
  flags: readonly string[];
}) => [what.method, number(what.low), number(what.best), number(what.high), ...what.flags].join(' ');

/** What the figures say about one line after an arrow, in the words of the document. */
function answer(line: string, figures: (asked: Asked) => SeriesFigures): string {
  const [, what = ''] = /^→ (.+?):/.exec(line) ?? [];
  const [kind, from, to] = what.split(' ');
  if (kind === 'span') {
    const span = figures({}).spans.find((one) => one.from === from && one.to === to);
    return `→ ${what}: ${span ? written(span) : 'nothing'}`;
  }
  const metric = kind === 'killed' ? { metric: 'killed' as const } : {};
  const month = kind === 'killed' ? from : kind;
  const cell = figures(metric).cells.find((one) => one.month === month);
  if (!cell) return `→ ${what}: nothing`;
  return `→ ${what}: ${cell.kind === 'gap' ? cell.reason : written(cell)}`;
}

/** A block worked through. */
export function workThrough(block: string): WorkedExample {
  const [head = '', ...lines] = block.trim().split('\n');
  const [, counted, totals] = /^counts to the (morning|end), totals (yes|names|no)$/.exec(head) ?? [];
  if (!counted || !totals) throw new Error(`“${head}” does not say how the source counts.`);
  const by = source({
    countingConvention: counted === 'morning' ? 'morning' : 'end_of_day',
    totalsAreDifferenceable: totals as 'yes' | 'names' | 'no',
  });
  const isList = totals === 'names';
  const claims = lines.filter((line) => !line.startsWith('→')).flatMap((line) => claimsOf(line, isList));
  const said = lines.filter((line) => line.startsWith('→'));
  const list: Asked = isList ? { metric: 'names_added' } : {};
  return {
    said,
    found: said.map((line) => answer(line, (asked) => figuresOf(claims, { source: by, ...list, ...asked }))),
  };
}
