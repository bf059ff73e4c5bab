import { afterEach, beforeEach, expect, vi } from 'vitest';

/**
 * Noise is failure: a test during which something is logged as an error or a warning fails, unless it said that it expects so by
 * spying on the console itself (`vi.spyOn(console, 'error').mockImplementation(() => {})`).
 */
const noise: string[] = [];

function listen(level: 'error' | 'warn') {
  vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
    noise.push(`console.${level}: ${parts.map(String).join(' ')}`);
  });
}

beforeEach(() => {
  noise.length = 0;
  listen('error');
  listen('warn');
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(noise, 'Something was logged that the test did not announce').toEqual([]);
});
