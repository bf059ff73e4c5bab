/**
 * What is done with the address of a publication: its page is fetched and kept as a capture, a web archive is asked for a copy, or it is only
 * seen whether the link still answers (E5, O6).
 */
import 'server-only';
import { hasCaptureOf, type LinkOutcome, publishCapture } from '@/lib/data/captures';
import type { LinkJob } from '@/lib/data/link-checks';
import { askOutside, OutboundError, type OutboundSettings } from '@/lib/evidence/outbound';
import { EVIDENCE_TYPES, sniff } from '@/lib/evidence/sniff';
import { type EvidenceStorage, TooLarge } from '@/lib/evidence/storage';

export type EvidenceTools = {
  readonly storage: EvidenceStorage;
  readonly outbound: OutboundSettings;
  /** The address before which, or in which at `{url}`, the address of a page is put; null where no archive is asked. */
  readonly archiveUrl: string | null;
};

/** How one try ended. What may go better next time is worth another try. */
export type TaskResult = {
  readonly outcome: LinkOutcome;
  readonly status: number | null;
  readonly detail: string | null;
  readonly mayPass: boolean;
};

const FETCH_TOOL = 'an HTTP request, its bytes kept as they came';
const ARCHIVE_TOOL = 'a request to the archive';

const done = (status: number, detail: string | null = null): TaskResult => ({
  outcome: 'ok',
  status,
  detail,
  mayPass: false,
});

/** A status that says no. The server may be busy, or it may mean it. */
function refusal(status: number): TaskResult {
  const mayPass = status >= 500 || [408, 425, 429].includes(status);
  return { outcome: 'http_error', status, detail: null, mayPass };
}

const unusable = (status: number, detail: string): TaskResult => ({
  outcome: 'unusable',
  status,
  detail,
  mayPass: false,
});

const isWell = (status: number) => status >= 200 && status < 300;

/** What a page is called when it is downloaded: its host and its last name. */
function nameOf(url: string, ending: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  const words = `${hostname} ${last.replace(/\.[a-z0-9]{1,5}$/i, '')}`
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${words.slice(0, 100)}.${ending}`;
}

async function fetchPage({ publicationId, url }: LinkJob, { storage, outbound }: EvidenceTools): Promise<TaskResult> {
  const capturedAt = new Date();
  const found = await askOutside(url, outbound, async (answer) => {
    if (!isWell(answer.status)) return refusal(answer.status);
    const incoming = await storage.take(answer.bytes, outbound.most);
    const mime = await sniff(incoming.head);
    if (mime === null) {
      await incoming.drop();
      return unusable(answer.status, 'What came is no page, PDF, PNG or JPEG.');
    }
    await incoming.keep();
    return { ...answer, mime, sha256: incoming.sha256, size: incoming.size };
  });
  if ('outcome' in found) return found;
  const { mime, sha256, size, status } = found;
  // The process may have ended last time between writing this down and saying that it was done.
  if (!(await hasCaptureOf(url, sha256)))
    await publishCapture(null, {
      publicationId,
      kind: 'fetched',
      bytes: { sha256, size, mime, name: nameOf(found.url, EVIDENCE_TYPES[mime].ending) },
      url,
      archiveUrl: null,
      tool: FETCH_TOOL,
      capturedAt,
    });
  return done(status, found.url === url ? null : `Answered at ${found.url}`);
}

/** The request that asks an archive for a copy of a page. */
export function archiveRequest(archiveUrl: string, url: string): string {
  return archiveUrl.includes('{url}') ? archiveUrl.replace('{url}', encodeURIComponent(url)) : `${archiveUrl}${url}`;
}

/** An archive keeps a page while it is asked for: that takes minutes. */
const ARCHIVE_LIMITS = { most: Number.POSITIVE_INFINITY, answerWithin: 180_000, allWithin: 240_000 };

async function askArchive({ publicationId, url }: LinkJob, tools: EvidenceTools): Promise<TaskResult> {
  const { archiveUrl, outbound } = tools;
  if (archiveUrl === null) return { outcome: 'refused', status: null, detail: 'No archive is set.', mayPass: false };
  const asked = archiveRequest(archiveUrl, url);
  const capturedAt = new Date();
  const found = await askOutside(asked, { ...ARCHIVE_LIMITS, ...outbound }, async ({ status, headers, url: at }) => {
    if (!isWell(status)) return refusal(status);
    const copy = URL.parse(headers['content-location'] ?? at, at);
    if (copy === null || !/^https?:$/.test(copy.protocol) || copy.href === URL.parse(asked)?.href)
      return unusable(status, 'The archive did not say where its copy is.');
    return { status, copy: copy.href };
  });
  if ('outcome' in found) return found;
  await publishCapture(null, {
    publicationId,
    kind: 'archive',
    bytes: null,
    url,
    archiveUrl: found.copy,
    tool: ARCHIVE_TOOL,
    capturedAt,
  });
  return done(found.status, found.copy);
}

async function checkLink({ url }: LinkJob, { outbound }: EvidenceTools): Promise<TaskResult> {
  // Only whether it answers is of interest, so nothing is too large.
  return askOutside(url, { ...outbound, most: Number.POSITIVE_INFINITY }, async ({ status }) =>
    isWell(status) ? done(status) : refusal(status),
  );
}

const TASKS = { fetch: fetchPage, archive: askArchive, check: checkLink };

/** Does one thing, once. What can go wrong outside is a result; what throws is our own. */
export async function doTask(job: LinkJob, tools: EvidenceTools): Promise<TaskResult> {
  try {
    return await TASKS[job.kind](job, tools);
  } catch (error) {
    if (error instanceof TooLarge)
      return { outcome: 'too_large', status: null, detail: 'The answer is larger than what is kept.', mayPass: false };
    if (!(error instanceof OutboundError)) throw error;
    const { failure, message } = error;
    return {
      outcome: failure,
      status: null,
      detail: message,
      mayPass: failure === 'unreachable' || failure === 'too_slow',
    };
  }
}
