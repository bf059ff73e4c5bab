import { expect, test } from 'vitest';
import { encodeSeries } from '@/lib/formats/chart-encoding';

const series = (...sources: string[]) =>
  sources.map((source, index) => ({ id: `${source}.killed.ru.${index}`, source }));

test('a source with a colour looks the same whatever stands beside it', () => {
  const alone = [...encodeSeries(series('isw')).values()];
  const among = [...encodeSeries(series('nato', 'uk-di', 'csis', 'isw')).values()];
  expect(among[3]).toEqual(alone[0]);
  expect(alone[0]).toEqual({ token: 'series-6', marker: 'wedge', dash: '' });
});

test('no two of the eight share a marker', () => {
  const eight = ['ua-general-staff', 'uk-di', 'mediazona-bbc', 'afp', 'deepstate', 'isw', 'oryx', 'ru-mod'];
  const markers = [...encodeSeries(series(...eight)).values()].map(({ marker }) => marker);
  expect(new Set(markers).size).toBe(8);
});

test('all others are neutral and differ by marker and dash', () => {
  const encodings = [...encodeSeries(series('nato', 'csis', 'economist')).values()];
  expect(encodings.map(({ token }) => token)).toEqual(['series-neutral', 'series-neutral', 'series-neutral']);
  expect(new Set(encodings.map(({ marker, dash }) => `${marker} ${dash}`)).size).toBe(3);
  expect(encodings.every(({ dash }) => dash !== '')).toBe(true);
});

test('a second series of one source keeps the colour and takes another marker and a dash', () => {
  const [first, second] = [...encodeSeries(series('isw', 'isw')).values()];
  expect(second?.token).toBe(first?.token);
  expect(second?.marker).not.toBe(first?.marker);
  expect(second?.dash).not.toBe('');
});
