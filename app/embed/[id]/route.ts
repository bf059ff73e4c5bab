import { readChangesSince, readFrozen } from '@/app/(public)/p/read-frozen';
import { embedAnswer, NothingToEmbed } from '@/app/embed/answer';
import { embedPage } from '@/app/embed/embed-page';
import { siteAddress } from '@/app/site-address';
import { isPermalinkId, readPermalinkFile } from '@/lib/data/permalinks';
import { citedTitle } from '@/lib/formats/citation';
import { bannerWords } from '@/lib/formats/difference-words';
import { toPicture } from '@/lib/formats/figure-picture';
import { formatDay } from '@/lib/formats/text';
import { embed, figures, oembed, permalink, permalinkChanges, permalinkFile } from '@/lib/routes';

async function make(id: string, at: (path: string) => string): Promise<string> {
  const [frozen, picture] = await Promise.all([readFrozen(id), readPermalinkFile(id, 'svg')]);
  if (frozen === null || picture === null)
    throw new NothingToEmbed(
      'Nothing is kept at this address',
      'No comparison was frozen here. The address may be cut.',
    );
  const { view, table, permalink: kept } = frozen;
  const { differences } = await readChangesSince(frozen);
  const hasNewer = differences.length > 0;
  return embedPage({
    title: kept.title ?? citedTitle(view, table),
    lead: view.public === null ? 'As known on' : `From claims published by ${formatDay(view.public)}, as known on`,
    knownOn: table.knownOn,
    note: hasNewer ? `Newer figures exist: ${bannerWords(differences)}` : bannerWords(differences),
    noteLinks: hasNewer
      ? [
          { href: at(permalinkChanges(id)), label: 'See changes' },
          { href: at(figures({ ...view, known: null })), label: 'See current' },
        ]
      : [],
    wide: new TextDecoder().decode(picture.bytes),
    narrow: toPicture(table, view, 'narrow'),
    links: [
      { href: at(permalink(id)), label: 'Open at Attrition Ledger' },
      { href: at(`${permalink(id)}#table`), label: 'Table' },
      { href: at(permalinkFile(id, 'csv')), label: 'CSV' },
      { href: at(`${permalink(id)}#cite`), label: 'Cite' },
    ],
    page: at(permalink(id)),
    oembed: at(oembed(at(embed(id)))),
  });
}

/** A frozen comparison inside another page: the stored picture, and whether newer figures exist (R7). */
export async function GET(request: Request, { params }: RouteContext<'/embed/[id]'>): Promise<Response> {
  const { id } = await params;
  const at = siteAddress(request.headers);
  return embedAnswer(request, `embed/${isPermalinkId(id) ? id : 'none'} ${at('')}`, () => make(id, at));
}
