import { expect, test } from 'vitest';
import { type ChangesFeed, toChangesAtom, toChangesJson } from '@/lib/formats/changes-feed';
import type { Instant } from '@/lib/ledger/month';
import { entry, event, moved } from '@/tests/fixtures/changes';

const feed = (over: Partial<ChangesFeed> = {}): ChangesFeed => ({
  origin: 'https://ledger.example',
  home: 'https://ledger.example/changes',
  self: 'https://ledger.example/changes.atom',
  next: null,
  id: 'urn:uuid:00000000-0000-8000-8000-000000000000',
  latest: { ledgerNumber: 12n, recordedFrom: '2026-03-03T14:05:00.000Z' as Instant },
  entries: [entry()],
  ...over,
});

test('Atom names itself, when it was updated, and each publish by an id of its own', () => {
  const atom = toChangesAtom(feed());
  expect(atom).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/);
  expect(atom).toContain('  <id>urn:uuid:00000000-0000-8000-8000-000000000000</id>');
  expect(atom).toContain('  <updated>2026-03-03T14:05:00.000Z</updated>');
  expect(atom).toContain('    <id>urn:uuid:00000000-0000-8000-8000-000000000012</id>');
  expect(atom).toContain('href="https://ledger.example/changes/12"');
  expect(atom).toContain('<category term="figure.moved"/>');
});

test('Atom leads to the next page, and the last page to none', () => {
  const next = 'https://ledger.example/changes.atom?before=12&class=new';
  expect(toChangesAtom(feed({ next }))).toContain(
    '<link rel="next" type="application/atom+xml" href="https://ledger.example/changes.atom?before=12&amp;class=new"/>',
  );
  expect(toChangesAtom(feed())).not.toContain('rel="next"');
});

test('what people wrote is text in a feed, never markup', () => {
  const atom = toChangesAtom(feed({ entries: [entry({ events: [event({ reason: '</content><script>&"]]>' })] })] }));
  expect(atom).toContain('Reason: &lt;/content&gt;&lt;script&gt;&amp;&quot;]]&gt;');
  expect(atom.match(/<\/content>/g)).toHaveLength(1);
});

test('characters that XML does not have are replaced', () => {
  const atom = toChangesAtom(
    feed({ entries: [entry({ events: [event({ reason: 'a\u0000b\u000bc\ufffed\ud800e\rf' })] })] }),
  );
  expect(atom).toContain('Reason: a\ufffdb\ufffdc\ufffdd\ufffde&#13;f');
});

test('the feed of an empty ledger is a feed', () => {
  const atom = toChangesAtom(feed({ entries: [], latest: null }));
  expect(atom).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  expect(atom).not.toContain('<entry>');
  expect(JSON.parse(toChangesJson(feed({ entries: [], latest: null })))).toMatchObject({
    items: [],
    _attrition_ledger: { latest: null },
  });
});

test('JSON Feed 1.1 carries each event as it was recorded, and the number with which to ask again', () => {
  const json = JSON.parse(toChangesJson(feed({ next: 'https://ledger.example/changes.json?before=12' })));
  expect(json).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    home_page_url: 'https://ledger.example/changes',
    next_url: 'https://ledger.example/changes.json?before=12',
    _attrition_ledger: { latest: 12 },
  });
  expect(json.items).toHaveLength(1);
  expect(json.items[0]).toMatchObject({
    id: 'urn:uuid:00000000-0000-8000-8000-000000000012',
    url: 'https://ledger.example/changes/12',
    date_published: '2026-03-03T14:05:00.000Z',
    summary: 'Correction, our mistake, by a reviewer',
    _attrition_ledger: {
      ledgerNumber: 12,
      byRole: 'reviewer',
      events: [
        {
          verb: 'claim.revised',
          subject: '4dddddd',
          changeClass: 'correction',
          changeCause: 'our_correction',
          before: { best: '1217' },
          after: { best: '1271' },
        },
        { verb: 'figure.moved', before: moved().before, after: moved().after },
      ],
    },
  });
});
