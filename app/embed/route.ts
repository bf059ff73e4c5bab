import { siteAddress } from '@/app/site-address';
import { readComparison } from '@/lib/data/comparison';
import { citedTitle } from '@/lib/formats/citation';
import { toPicture } from '@/lib/formats/figure-picture';
import { MAX_QUERY_LENGTH, parseView, type View, viewToSearch } from '@/lib/ledger/view';
import { embedLive, figures, figuresTwin, oembed } from '@/lib/routes';
import { embedAnswer, NothingToEmbed } from './answer';
import { embedPage } from './embed-page';

async function make(asked: View, isUnderstood: boolean, at: (path: string) => string): Promise<string> {
  const comparison = await readComparison(asked);
  if (comparison === null)
    throw new NothingToEmbed(
      'The ledger held nothing at that instant',
      'Its first record is later than the date asked for.',
    );
  const { view, table } = comparison;
  const isLive = view.known === null;
  const shown = { ...view, tab: 'chart' } as const;
  return embedPage({
    title: citedTitle(view, table),
    lead: isLive ? 'Live figures, as known on' : 'As known on',
    knownOn: table.knownOn,
    note: [
      isLive ? 'They change when claims are added, corrected or withdrawn.' : '',
      isUnderstood && comparison.unknownSeries.length === 0 && comparison.unknownScenario === null
        ? ''
        : 'Part of this address was not understood; the nearest view is shown.',
    ]
      .join(' ')
      .trim(),
    noteLinks: [],
    wide: toPicture(table, shown),
    narrow: toPicture(table, shown, 'narrow'),
    links: [
      { href: at(figures({ ...asked, tab: 'chart' })), label: 'Open at Attrition Ledger' },
      { href: at(figures({ ...asked, tab: 'table' })), label: 'Table' },
      { href: at(figuresTwin(asked, 'csv')), label: 'CSV' },
    ],
    page: at(figures(asked)),
    oembed: at(oembed(at(embedLive(asked)))),
  });
}

/** The live comparison inside another page (R7): the nearest sensible view to what is asked, never an error in somebody's article. */
export async function GET(request: Request): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  const at = siteAddress(request.headers);
  const { view, notes } = parseView(search.length > MAX_QUERY_LENGTH ? [] : searchParams);
  const isUnderstood = notes.length === 0 && search.length <= MAX_QUERY_LENGTH;
  return embedAnswer(request, `embed?${viewToSearch(view)} ${isUnderstood} ${at('')}`, () =>
    make(view, isUnderstood, at),
  );
}
