import { InstantLabel } from '@/components/ledger/month-label';
import { bytesWords, CHECK_WORDS, noCaptureWords } from '@/lib/formats/evidence-words';
import type { Instant } from '@/lib/ledger/month';
import { evidence as evidenceAddress } from '@/lib/routes';

/** A capture as it is shown. */
export type ShownCapture = {
  readonly id: string;
  readonly kind: 'upload' | 'fetched' | 'archive';
  readonly bytes: {
    readonly sha256: string;
    readonly size: number;
    readonly mime: string;
    readonly name: string;
  } | null;
  readonly archiveUrl: string | null;
  readonly tool: string;
  readonly byRole: string;
  /** At the desk only. */
  readonly byName: string | null;
  readonly capturedAt: Instant;
  readonly checks: readonly {
    readonly outcome: keyof typeof CHECK_WORDS;
    readonly tool: string;
    readonly checkedAt: Instant;
  }[];
};

/** What is known of the evidence of one publication. */
export type ShownEvidence = {
  readonly url: string | null;
  readonly captures: readonly ShownCapture[];
  readonly fetched: { readonly outcome: string; readonly status: number | null; readonly at: Instant } | null;
};

const BY: Readonly<Record<ShownCapture['kind'], string>> = {
  upload: 'handed in by',
  fetched: 'fetched by',
  archive: 'asked for by',
};

const WHO: Readonly<Record<string, string>> = {
  archiver: 'this ledger itself',
  editor: 'an editor',
  reviewer: 'a reviewer',
  administrator: 'an administrator',
};

/** Who had the bytes in hand, step by step. */
function Custody({ capture }: { readonly capture: ShownCapture }) {
  const { kind, byRole, byName, capturedAt, tool, checks, bytes } = capture;
  return (
    <details className="text-small">
      <summary className="min-h-6 text-link">Chain of custody</summary>
      <ol className="mt-1 grid gap-1">
        <li>
          <InstantLabel instant={capturedAt} />: {BY[kind]} {byName ?? WHO[byRole] ?? `the ${byRole}`}, with {tool}.
        </li>
        {[...checks].reverse().map((check) => (
          <li key={check.checkedAt}>
            <InstantLabel instant={check.checkedAt} />: verified, {CHECK_WORDS[check.outcome]} ({check.tool}).
          </li>
        ))}
        {bytes !== null && checks.length === 0 && <li>Not verified since.</li>}
      </ol>
      {bytes !== null && (
        <p className="mt-1">
          SHA-256 <code className="[overflow-wrap:anywhere]">{bytes.sha256}</code>
        </p>
      )}
    </details>
  );
}

/** The bytes as a download, or why they are not offered. */
function Bytes({
  bytes,
  isLost,
  withheld,
}: {
  readonly bytes: NonNullable<ShownCapture['bytes']>;
  readonly isLost: boolean;
  readonly withheld: string | null;
}) {
  const words = bytesWords(bytes);
  if (isLost)
    return (
      <>
        Capture lost: {words}. Its bytes are no longer what they were when they were taken in, or are not there any
        more.
      </>
    );
  if (withheld !== null)
    return (
      <>
        Captured: {words}. The bytes are withheld. {withheld}
      </>
    );
  return (
    <>
      Captured: <a href={evidenceAddress(bytes.sha256)}>{words}, to save</a>
    </>
  );
}

/** What is archived of one publication, with its chain of custody; or that nothing is yet, and why (T11). */
export function CaptureList({
  evidence,
  isFetching,
  withheld,
}: {
  readonly evidence: ShownEvidence;
  /** Whether this server fetches pages: then what is not there yet is on its way. */
  readonly isFetching: boolean;
  /** Why a licence forbids to hand the bytes on (D17). */
  readonly withheld: string | null;
}) {
  const { captures, fetched, url } = evidence;
  const hasBytes = captures.some(({ bytes }) => bytes !== null);
  const none = hasBytes || url === null ? null : noCaptureWords(fetched, isFetching);
  if (captures.length === 0 && none === null) return null;
  return (
    <ul className="mt-2 grid gap-2 text-small">
      {captures.map((capture) => (
        <li key={capture.id} className="border-line border-l-2 pl-3">
          {capture.bytes === null ? (
            <>
              Copy kept by a web archive:{' '}
              <a href={capture.archiveUrl ?? ''} rel="external noopener nofollow">
                archived <InstantLabel instant={capture.capturedAt} />
              </a>
            </>
          ) : (
            <>
              <Bytes
                bytes={capture.bytes}
                isLost={capture.checks[0] !== undefined && capture.checks[0].outcome !== 'found'}
                withheld={withheld}
              />
              , <InstantLabel instant={capture.capturedAt} />
            </>
          )}
          <Custody capture={capture} />
        </li>
      ))}
      {none !== null && <li className="text-muted">{none}</li>}
    </ul>
  );
}
