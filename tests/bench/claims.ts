/** The list of claims: its first page and far down. */
import { ALL_CLAIMS, type ClaimQuery, listClaims } from '@/lib/data/claim-list';
import { askWell, toTimes } from './load';
import { atMost, type Row } from './report';

const FIRST_PAGES = 40;
const STEPS = 1000;
const DEEP_PAGES = 40;
const PAGE = 50;

type Filter = { readonly name: string; readonly query: Partial<ClaimQuery>; readonly search: string };

/** From everything to a few, by each kind of facet, and with words. */
const FILTERS: readonly Filter[] = [
  { name: 'no filter', query: {}, search: '' },
  { name: 'side', query: { side: ['ru'] }, search: 'side=ru' },
  { name: 'metric and side', query: { metric: ['killed'], side: ['ru'] }, search: 'metric=killed&side=ru' },
  { name: 'one source', query: { source: ['bench-07'] }, search: 'source=bench-07' },
  {
    name: 'two sources, one status',
    query: { source: ['bench-07', 'bench-08'], status: ['attributed'] },
    search: 'source=bench-07~bench-08&status=attributed',
  },
  { name: 'common words', query: { text: 'losses reported' }, search: 'q=losses+reported' },
  { name: 'rare words', query: { text: 'relay 17 satellite names' }, search: 'q=relay+17+satellite+names' },
  {
    name: 'words and side',
    query: { text: 'drone artillery', side: ['ua'] },
    search: 'q=drone+artillery&side=ua',
  },
];

/** The cursor so many pages down, or as far down as the list goes; walked in the database, since only the page there is measured. */
async function cursorAt(query: ClaimQuery, pages: number): Promise<{ cursor: string | null; steps: number }> {
  let cursor: string | null = null;
  let steps = 0;
  const chunk = 4;
  while (steps < pages) {
    const { nextCursor } = await listClaims({ ...query, cursor, limit: PAGE * chunk }, { known: null, public: null });
    if (nextCursor === null) break;
    cursor = nextCursor;
    steps += chunk;
  }
  return { cursor, steps };
}

const nextOf = (html: string) => /href="\/claims\?([^"]*\bafter=[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

export async function measureClaims(base: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, query, search } of FILTERS) {
    const first: number[] = [];
    const address = `${base}/claims${search === '' ? '' : `?${search}`}`;
    for (let turn = 0; turn < 3; turn += 1) await askWell(address);
    for (let turn = 0; turn < FIRST_PAGES; turn += 1) first.push((await askWell(address)).milliseconds);
    rows.push(
      atMost(`\`/claims\`, ${name}: first page, p95 of ${first.length}`, toTimes(first).p95, 100, { unit: 'ms' }),
    );
    const { cursor, steps } = await cursorAt({ ...ALL_CLAIMS, ...query, grouped: false }, STEPS);
    if (cursor === null) continue;
    const deep: number[] = [];
    const all = [search, 'totals=all'].filter((part) => part !== '').join('&');
    let next: string | undefined = `${all}&after=${cursor}`;
    for (let turn = 0; turn < DEEP_PAGES && next !== undefined; turn += 1) {
      const answer = await askWell(`${base}/claims?${next}`);
      deep.push(answer.milliseconds);
      next = nextOf(answer.body.toString());
    }
    rows.push(
      atMost(`the same, ${steps} cursor steps in, p95 of ${deep.length}`, toTimes(deep).p95, 100, { unit: 'ms' }),
    );
  }
  return rows;
}
