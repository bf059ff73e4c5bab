import { expect, test } from 'vitest';
import { toQrCode } from '@/lib/formats/qr';

test('a code is one path of dark squares inside a quiet zone of four', () => {
  const { size, path } = toQrCode('otpauth://totp/x?secret=ABC');
  const squares = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].map(([, x, y, width, back]) => {
    expect(back).toBe(width);
    return { x: Number(x), y: Number(y), width: Number(width) };
  });
  expect(squares.map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}z`).join('')).toBe(path);
  expect(Math.min(...squares.map(({ x }) => x))).toBe(4);
  expect(Math.min(...squares.map(({ y }) => y))).toBe(4);
  expect(Math.max(...squares.map(({ x, width }) => x + width))).toBe(size - 4);
  // The finder pattern at the upper left: a bar of seven.
  expect(squares[0]).toEqual({ x: 4, y: 4, width: 7 });
});
