import { readFrozen } from '@/app/(public)/p/read-frozen';
import { refuse } from '@/app/answers';
import { siteAddress } from '@/app/site-address';
import { type Answer, answerFor } from '@/lib/data/answers';
import { isPermalinkId } from '@/lib/data/permalinks';
import { toCitationText, toCited } from '@/lib/formats/citation';
import { CITATION_TYPES, type CitationEnding, comparisonReference, toCitationFile } from '@/lib/formats/citation-files';
import { permalink } from '@/lib/routes';

/** Nothing in a citation can change, so that nobody need ask for it twice. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Carries “nothing is kept there” out of the making of an answer, so that it is not kept either. */
class NothingKept extends Error {}

async function makeOnce(id: string, address: string, ending: CitationEnding): Promise<Answer | null> {
  try {
    return await answerFor(`cite.${ending} ${address}`, async () => {
      const frozen = await readFrozen(id);
      if (frozen === null) throw new NothingKept();
      const cited = toCited(frozen.table, frozen.view, { id, address });
      const body = toCitationFile(comparisonReference(cited), toCitationText(cited), ending);
      return { name: `attrition-ledger-${id}.${ending}`, body };
    });
  } catch (error) {
    if (error instanceof NothingKept) return null;
    throw error;
  }
}

/** The citation of a frozen comparison in one of its forms (R4), from the stored document. Without SITE_URL it names the address that was asked. */
export async function citationFile(
  request: Request,
  { params }: { readonly params: Promise<{ readonly id: string }> },
  ending: CitationEnding,
): Promise<Response> {
  const { id } = await params;
  const address = siteAddress(request.headers)(permalink(id));
  const answer = isPermalinkId(id) ? await makeOnce(id, address, ending) : null;
  if (answer === null) return refuse('not_found');
  const headers = {
    'Content-Type': CITATION_TYPES[ending],
    'Content-Disposition': `inline; filename="${answer.name}"`,
    'Cache-Control': FOR_EVER,
    ETag: answer.etag,
    'Access-Control-Allow-Origin': '*',
  };
  if (request.headers.get('if-none-match')?.includes(answer.etag)) return new Response(null, { status: 304, headers });
  return new Response(answer.body, { headers });
}
