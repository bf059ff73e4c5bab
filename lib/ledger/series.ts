/**
 * A series: one source, metric, side and scope under one definition version (domain.md §1.1).
 * Its id is `source.metric.side[.scope][.vN]`: scope only when it is not the theatre, `vN` only from the second definition on.
 */
import { isCodeOf, METRICS, type Metric, SIDES, type Side, THEATRE } from './vocabulary';

declare const brand: unique symbol;
export type SeriesId = string & { readonly [brand]: 'SeriesId' };

/** What makes a series; the same five fields stand on every claim. */
export type SeriesKey = {
  readonly source: string;
  readonly metric: Metric;
  readonly side: Side;
  readonly scope: string;
  readonly definitionVersion: number;
};

export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const VERSION = /^v([2-9]|[1-9]\d{1,2})$/;

export function toSeriesId(key: SeriesKey): SeriesId {
  const scope = key.scope === THEATRE ? '' : `.${key.scope}`;
  const version = key.definitionVersion > 1 ? `.v${key.definitionVersion}` : '';
  return `${key.source}.${key.metric}.${key.side}${scope}${version}` as SeriesId;
}

/** The key that an id spells, or null if it spells none; whether such claims exist is not asked here. */
export function parseSeriesId(id: string): SeriesKey | null {
  const [source = '', metric, side, ...rest] = id.split('.');
  if (source.length > 60 || !SLUG.test(source) || !isCodeOf(METRICS, metric) || !isCodeOf(SIDES, side)) return null;
  const version = VERSION.exec(rest.at(-1) ?? '')?.[1];
  const scopes = version ? rest.slice(0, -1) : rest;
  if (scopes.length > 1) return null;
  const scope = scopes[0] ?? THEATRE;
  if (scopes.length === 1 && (scope === THEATRE || scope.length > 60 || !SLUG.test(scope) || /^v\d+$/.test(scope)))
    return null;
  return { source, metric, side, scope, definitionVersion: version ? Number(version) : 1 };
}
