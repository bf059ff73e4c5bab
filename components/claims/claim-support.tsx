import { Fragment } from 'react';
import { ClaimFlags } from '@/components/ledger/claim-flags';
import { InstantLabel } from '@/components/ledger/month-label';
import { StatusMark } from '@/components/ledger/status-mark';
import { Facts } from '@/components/ui/facts';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { agreeingWords, comparedWords, opposingWords, originWords } from '@/lib/formats/support-words';
import { capitalise } from '@/lib/formats/text';
import type { Claim, ClaimId } from '@/lib/ledger/claim';
import type { Day, Instant } from '@/lib/ledger/month';
import type { Source } from '@/lib/ledger/source';
import {
  ATTRIBUTIONS,
  type Attribution,
  BADGES,
  type Badge,
  type ClaimFlag,
  SUBSTANCE_BASES,
  SUBSTANCES,
  type Substance,
  type SubstanceBasis,
} from '@/lib/ledger/vocabulary';
import { claim as claimAddress, codebook, source as sourceAddress } from '@/lib/routes';

/** Another claim over the same days. */
type Other = {
  readonly id: ClaimId;
  readonly claim: Claim;
  readonly badge: Badge;
  readonly flags: readonly ClaimFlag[];
  readonly source: Pick<Source, 'name' | 'countingConvention'>;
};
type Others = { readonly ids: readonly ClaimId[]; readonly shown: readonly Other[] };

/** What supports a claim, what speaks against it, and whose number it is. */
export type Support = {
  readonly days: { readonly from: Day; readonly to: Day } | null;
  readonly agreesWith: Others;
  readonly against: Others;
  readonly sameOrigin: Others;
  readonly roots: readonly Pick<Source, 'slug' | 'name'>[];
  readonly isVoice: boolean;
  readonly sources: number;
  readonly lineages: number;
  readonly records: readonly {
    readonly id: number;
    readonly basis: SubstanceBasis;
    readonly url: string | null;
    readonly reason: string;
    readonly recordedFrom: Instant;
    readonly ended: { readonly recordedFrom: Instant; readonly reason: string } | null;
  }[];
};

/** Claims listed before the rest folds. */
const SHOWN = 4;

function OtherList({ others }: { readonly others: readonly Other[] }) {
  return (
    <ul className="mt-1 grid gap-1">
      {others.map(({ id, claim, source, badge, flags }) => (
        <li key={id} className="grid grid-cols-[1rem_1fr] gap-x-2">
          <span className="pt-0.5">
            <StatusMark badge={badge} />
          </span>
          <span className="min-w-0">
            <a href={claimAddress(id)}>{toClaimSentence(claim, source)}</a>{' '}
            <span className="sr-only">{BADGES[badge].label}. </span>
            <ClaimFlags flags={flags.filter((flag) => flag !== 'contested' && flag !== 'captured')} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Group({ id, title, others }: { readonly id: string; readonly title: string; readonly others: Others }) {
  if (others.ids.length === 0) return null;
  const [first, rest] = [others.shown.slice(0, SHOWN), others.shown.slice(SHOWN)];
  const unnamed = others.ids.slice(others.shown.length);
  return (
    <div className="mt-4 text-interface">
      <h3 id={id} className="font-medium font-sans text-interface">
        {title}
      </h3>
      <OtherList others={first} />
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="min-h-6 text-link">{others.ids.length - first.length} more</summary>
          <OtherList others={rest} />
          {unnamed.length > 0 && (
            <ul className="mt-1 flex flex-wrap gap-x-3">
              {unnamed.map((other) => (
                <li key={other}>
                  <a href={claimAddress(other)}>
                    claim <code>{other}</code>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </details>
      )}
    </div>
  );
}

/** The two recorded axes, from which the badge follows (domain.md §2, T4). */
export function ClaimAxes({
  attribution,
  substance,
}: {
  readonly attribution: Attribution;
  readonly substance: Substance;
}) {
  const step = (
    list: 'attributions' | 'substances',
    code: string,
    { label, sentence }: { readonly label: string; readonly sentence: string },
  ) => (
    <>
      <a href={codebook(list, code)}>{capitalise(label)}</a>. <span className="text-muted">{sentence}</span>
    </>
  );
  return (
    <>
      <Facts
        facts={[
          { term: 'Did they say it?', value: step('attributions', attribution, ATTRIBUTIONS[attribution]) },
          { term: 'What supports it?', value: step('substances', substance, SUBSTANCES[substance]) },
        ]}
      />
      {substance !== 's0' && attribution !== 'a2' && (
        <p className="mt-2 max-w-prose text-muted text-small">
          The status stays as it is until the claim is Checked: what supports a number counts only once two people have
          read it in the source.
        </p>
      )}
    </>
  );
}

/** Other claims over the same days: those that agree, those that lie apart, and those that are the same voice (T3, T12). */
export function ClaimSupport({
  claim,
  source,
  support,
}: {
  readonly claim: Claim;
  readonly source: Pick<Source, 'slug'>;
  readonly support: Support;
}) {
  const origin = originWords(support, source);
  return (
    <>
      <p className="mt-1 max-w-prose text-interface text-muted">{comparedWords(support, claim)}</p>
      <Group id="agreeing" title={agreeingWords(support)} others={support.agreesWith} />
      <Group id="opposing" title={opposingWords(support)} others={support.against} />
      <div className="mt-4 text-interface">
        <h3 id="origin" className="font-medium font-sans text-interface">
          Whose number it is
        </h3>
        <p className="mt-1 max-w-prose">
          {origin.before}
          {origin.named.map(({ slug, name }, place) => (
            <Fragment key={slug}>
              {place > 0 && ' and '}
              <a href={sourceAddress(slug)}>{name}</a>
            </Fragment>
          ))}
          {origin.after}
        </p>
        {support.sameOrigin.ids.length > 0 && (
          <div className="-mt-2">
            <Group id="same-origin" title="The same number over the same days" others={support.sameOrigin} />
          </div>
        )}
      </div>
    </>
  );
}

/** Records and admissions that somebody recorded, the latest first; those that were ended stay, with the reason. */
export function SubstanceRecords({ records }: { readonly records: Support['records'] }) {
  return (
    <ul className="mt-1 grid gap-3 text-interface">
      {records.map(({ id, basis, url, reason, recordedFrom, ended }) => (
        <li key={id} className="border-line border-l-2 pl-4">
          <p>
            <span className={ended === null ? 'font-medium' : 'font-medium line-through'}>
              {capitalise(SUBSTANCE_BASES[basis].label)}
            </span>
            , recorded <InstantLabel instant={recordedFrom} />
          </p>
          <p className="max-w-prose">{reason}</p>
          {url !== null && (
            <p className="[overflow-wrap:anywhere]">
              <a href={url} rel="noreferrer">
                {url}
              </a>
            </p>
          )}
          {ended !== null && (
            <p className="max-w-prose text-muted">
              Ended <InstantLabel instant={ended.recordedFrom} />: {ended.reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
