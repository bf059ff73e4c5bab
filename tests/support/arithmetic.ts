/**
 * A reader with a pencil: does the sum that a figure's arithmetic writes out, and finds what it says. Knows numbers, `+ − × /` and
 * brackets, `=` between a sum and its result, `low …; high …` where there is no best, and `low −3 → 0` where a bound was cut.
 */
import { add, type Exact, exact, fraction, multiply, subtract, toNumber } from '@/lib/ledger/exact';

export type Worked = { readonly low: number | null; readonly best: number | null; readonly high: number | null };

const TOKEN = /\s*(-?\d+(?:\.\d+)?|[+−×/()])/y;

function tokensOf(sum: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < sum.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(sum);
    if (!match?.[1]) throw new Error(`“${sum.slice(at)}” is no arithmetic, in “${sum}”.`);
    tokens.push(match[1]);
  }
  return tokens;
}

/** The exact value of a sum, by the usual precedence. */
export function evaluate(sum: string): Exact {
  const tokens = tokensOf(sum);
  let at = 0;
  const take = () => tokens[at++] ?? '';
  const factor = (): Exact => {
    const token = take();
    if (token !== '(') return exact(token);
    const inner = terms();
    if (take() !== ')') throw new Error(`A bracket is not closed in “${sum}”.`);
    return inner;
  };
  const product = (): Exact => {
    let value = factor();
    while (tokens[at] === '×' || tokens[at] === '/') {
      const by = take();
      const other = factor();
      value = multiply(value, by === '×' ? other : fraction(other.den, other.num));
    }
    return value;
  };
  const terms = (): Exact => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '−')
      value = take() === '+' ? add(value, product()) : subtract(value, product());
    return value;
  };
  const value = terms();
  if (at !== tokens.length) throw new Error(`“${tokens.slice(at).join(' ')}” is left over in “${sum}”.`);
  return value;
}

/** Every side of `=` says the same; the value that they say. */
function settle(line: string): number {
  const values = line.split(' = ').map((side) => toNumber(evaluate(side)));
  const [first = Number.NaN] = values;
  if (values.some((value) => value !== first)) throw new Error(`The sides differ in “${line}”: ${values.join(', ')}.`);
  return first;
}

/** What the arithmetic of a figure or span comes to. */
export function work(arithmetic: string): Worked {
  const worked: { low: number | null; best: number | null; high: number | null } = {
    low: null,
    best: null,
    high: null,
  };
  for (const part of arithmetic.split('; ')) {
    const cut = /^low (\S+) → 0$/.exec(part);
    const [, bound, line] = /^(?:(low|high) )?(.+)$/.exec(part) ?? [];
    if (cut) worked.low = 0;
    else if (line) worked[bound === 'low' || bound === 'high' ? bound : 'best'] = settle(line);
  }
  return worked;
}
