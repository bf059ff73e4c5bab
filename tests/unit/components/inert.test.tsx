import { inflateRawSync } from 'node:zlib';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FiguresTable } from '@/components/figures/figures-table';
import { SourceDifferences } from '@/components/figures/source-differences';
import { SpansTable, TotalsTable } from '@/components/figures/spans-table';
import { Inert } from '@/components/ui/inert';
import { toMarkup } from '@/components/ui/markup';
import { type Month, monthsFrom } from '@/lib/ledger/month';
import { everyMark, runningTotals } from '@/tests/fixtures/figure-tables';
import { viewOf } from '@/tests/fixtures/figure-views';

const asReact = (node: ReactNode) => renderToStaticMarkup(node);

describe('inert markup', () => {
  test('escapes text and attributes', () => {
    const node = (
      <a href={'/claims?q="a"&b=<c>'} title="it’s 'said'">
        {'<script>'} & {'"'}
      </a>
    );
    expect(toMarkup(node)).toBe(
      '<a href="/claims?q=&quot;a&quot;&amp;b=&lt;c&gt;" title="it’s &#x27;said&#x27;">&lt;script&gt; &amp; &quot;</a>',
    );
  });

  test('has no sign of what is nothing', () => {
    expect(
      toMarkup(
        <p>
          {null}
          {false}
          {undefined}
          {0}
        </p>,
      ),
    ).toBe('<p>0</p>');
  });

  test.each<[string, ReactNode]>([
    ['table of figures', <FiguresTable key="a" view={viewOf(everyMark())} table={everyMark()} />],
    ['table of spans', <SpansTable key="b" view={viewOf(everyMark())} table={everyMark()} />],
    ['table of totals', <TotalsTable key="c" table={runningTotals()} />],
    ['differences of sources', <SourceDifferences key="d" table={everyMark()} />],
    [
      'form controls',
      <label key="e" htmlFor="x" className="y">
        <input type="checkbox" disabled={false} tabIndex={0} name="series" defaultChecked={true} defaultValue="a.b" />
        <br />
        <time dateTime="2024-01">x</time>
      </label>,
    ],
    [
      'a list to choose from',
      <select key="s" name="to" defaultValue="2024-02">
        <option value="2024-01">Jan</option>
        <option value="2024-02">Feb</option>
      </select>,
    ],
    [
      'pictures',
      <svg key="f" viewBox="0 0 1 1" aria-hidden="true">
        <path d="M0 0" strokeDasharray="1 2" strokeWidth={2} />
      </svg>,
    ],
  ])('is what React writes: %s', (_, node) => {
    expect(toMarkup(node)).toBe(asReact(node));
  });

  test('refuses what has no place in it', () => {
    const press = () => undefined;
    expect(() => toMarkup(<input onChange={press} />)).toThrow('<input> has onChange');
    expect(() => toMarkup(<p style={{ color: 'red' }}>x</p>)).toThrow('<p> has style');
  });
});

describe('a large block', () => {
  const rows = monthsFrom('2010-01' as Month, '2025-12' as Month).map((month) => <li key={month}>row of {month}</li>);

  test('is whole in the HTML from the server', () => {
    expect(asReact(<Inert>{rows}</Inert>)).toBe(`<div>${toMarkup(rows)}</div>`);
  });

  test('travels a second time only packed', () => {
    const element = Inert({ children: rows });
    const { packed } = element.props as { packed: string };
    expect(inflateRawSync(Buffer.from(packed, 'base64')).toString()).toBe(toMarkup(rows));
    expect(packed.length).toBeLessThan(toMarkup(rows).length / 3);
  });

  test('that is small travels as elements', () => {
    expect(asReact(<Inert className="x">short</Inert>)).toBe('<div class="x">short</div>');
  });
});
