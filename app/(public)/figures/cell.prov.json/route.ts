import { type Found, findCell, pathOf, subjectOf } from '@/app/(public)/figures/cell/find';
import { siteAddress } from '@/app/site-address';
import { readClaimCaptures } from '@/lib/data/claim-captures';
import { readVersionsOf } from '@/lib/data/claim-versions';
import { readClaimsByIds } from '@/lib/data/listed-claims';
import { API_ERRORS, toApiErrorJson } from '@/lib/formats/api-error';
import { type ProvClaim, toProvJson } from '@/lib/formats/prov-json';
import { cellTwin } from '@/lib/routes';

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** What a figure used or a gap holds, each with its versions and captures; what was only also said had no part in it. */
async function readClaims({ view, figure, gap }: Found): Promise<ProvClaim[]> {
  const ids = [...new Set(figure === null ? (gap?.claims ?? []) : figure.claims.map(({ id }) => id))];
  const [listed, versions, captures] = await Promise.all([
    readClaimsByIds(ids, { known: view.known, public: view.public }),
    readVersionsOf(ids, view.known),
    readClaimCaptures(ids, view.known),
  ]);
  return listed.map((one) => ({
    id: one.id,
    claim: one.claim,
    source: one.source,
    badge: one.badge,
    versions: versions.get(one.id) ?? [],
    captures: captures.filter(({ claimId }) => claimId === one.id),
  }));
}

/** The provenance of one figure, span or gap as PROV-JSON: claims, captures, rule, roles and times (D11). */
export async function GET(request: Request): Promise<Response> {
  const found = await findCell([...new URL(request.url).searchParams]);
  if ('problem' in found) {
    const details = [{ key: 'series', value: '', message: found.problem }];
    return new Response(toApiErrorJson('bad_request', { details }), {
      status: API_ERRORS.bad_request.status,
      headers: JSON_TYPE,
    });
  }
  const shown = found.figure ?? found.gap;
  if (shown === null) throw new Error(`a cell of ${found.series.id} that is neither figure nor gap`);
  const { knownOn, methodVersion } = found.comparison.table;
  const whole = siteAddress(request.headers);
  const path = pathOf(found);
  const body = toProvJson({
    origin: whole('').replace(/\/$/, ''),
    path,
    subject: subjectOf(found),
    shown,
    series: found.series,
    knownOn,
    methodVersion,
    claims: await readClaims(found),
  });
  return new Response(body, {
    headers: {
      ...JSON_TYPE,
      'Cache-Control': 'public, max-age=0, s-maxage=60',
      'Access-Control-Allow-Origin': '*',
      Link: `<${cellTwin(path, 'json')}>; rel="alternate"; type="application/json", <${path}>; rel="alternate"; type="text/html"`,
    },
  });
}
