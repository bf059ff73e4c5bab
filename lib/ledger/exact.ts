/**
 * Exact rational arithmetic: figures are computed without floating point (domain.md §3).
 * A value is a fraction of two integers in lowest terms; decimals come in as text and go out as numbers only at the door.
 */

/** A fraction in lowest terms; `den` is positive. */
export type Exact = { readonly num: bigint; readonly den: bigint };

export const ZERO: Exact = { num: 0n, den: 1n };
export const ONE: Exact = { num: 1n, den: 1n };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const WHOLE = /^-?\d+$/;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** `num / den` in lowest terms. Throws on a zero denominator, which is a bug of the caller. */
export function fraction(num: bigint, den: bigint): Exact {
  if (den === 0n) throw new RangeError('division by zero');
  if (den === 1n) return { num, den };
  const divisor = gcd(num, den < 0n ? -den : den) * (den < 0n ? -1n : 1n);
  return { num: num / divisor, den: den / divisor };
}

/** The exact value of a decimal text such as `-13` or `499.28`. Throws on anything else: claims are validated before. */
export function exact(decimal: string | number): Exact {
  const text = String(decimal);
  // Nearly every claim is a whole number, and a page of figures reads thousands.
  if (WHOLE.test(text)) return { num: BigInt(text), den: 1n };
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${decimal}`);
  const [, sign, whole = '0', part = ''] = match;
  const num = BigInt(whole + part);
  return fraction(sign === '-' ? -num : num, 10n ** BigInt(part.length));
}

/** The exact value of a number as it is printed: what a figure says, for sums that go on from it. */
export function exactOfNumber(value: number): Exact {
  const text = String(value);
  return exact(text.includes('e') ? value.toFixed(20) : text);
}

export function add(a: Exact, b: Exact): Exact {
  return a.den === b.den ? fraction(a.num + b.num, a.den) : fraction(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, { num: -b.num, den: b.den });
}

export function multiply(a: Exact, b: Exact): Exact {
  return fraction(a.num * b.num, a.den * b.den);
}

/** Half of a value. In lowest terms already, so nothing is divided out. */
export function halve(a: Exact): Exact {
  return a.num % 2n === 0n ? { num: a.num / 2n, den: a.den } : { num: a.num, den: a.den * 2n };
}

/** Negative, zero or positive, as `a` is smaller than, equal to or greater than `b`. */
export function compareExact(a: Exact, b: Exact): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function absolute(a: Exact): Exact {
  return a.num < 0n ? { num: -a.num, den: a.den } : a;
}

export function sumOf(values: readonly Exact[]): Exact {
  return values.reduce(add, ZERO);
}

/** The nearest double; for JSON, scales and display, never for further arithmetic of figures. */
export function toNumber(a: Exact): number {
  return a.den === 1n ? Number(a.num) : Number(a.num) / Number(a.den);
}

/** Plain text: an integer, a terminating decimal, or `num/den` where the decimal does not end. */
export function exactToText(a: Exact): string {
  if (a.den === 1n) return a.num.toString();
  let [twos, fives, rest] = [0, 0, a.den];
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
  if (rest !== 1n) return `${a.num}/${a.den}`;
  const places = Math.max(twos, fives);
  const scaled = (a.num * 10n ** BigInt(places)) / a.den;
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The unit in which a decimal seems to be rounded: 10^(trailing zeros); `36000` → 1000, `499.2` → 0.1 (domain.md §1.2). */
export function impliedUnit(decimal: string): Exact {
  const [whole = '', part = ''] = decimal.replace('-', '').split('.');
  const places = part.replace(/0+$/, '').length;
  if (places > 0) return fraction(1n, 10n ** BigInt(places));
  const zeros = /0*$/.exec(whole)?.[0].length ?? 0;
  return { num: zeros === whole.length ? 1n : 10n ** BigInt(zeros), den: 1n };
}
