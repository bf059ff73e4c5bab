import type { Instrumentation } from 'next';

/**
 * Asked by Next once, before the first request: a ledger whose tables are not those of this code is not served. Behind `npm start` this
 * is a second look; a server started in any other way has only this one.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { honourNamedStatus } = await import('@/lib/answer-status');
  honourNamedStatus();
  const { isDevelopment } = await import('@/lib/env');
  const { sendHotAnswers } = await import('@/lib/hot-answers');
  // Under `npm run dev` every answer is drawn anew.
  if (!isDevelopment) sendHotAnswers();
  const { refuseToServe } = await import('@/lib/local/serving-check.mjs');
  await refuseToServe();
  // In the background: a first request that comes sooner makes what it needs itself.
  const { makeAllCoverages } = await import('@/lib/data/coverage');
  makeAllCoverages().catch(() => undefined);
  const { startWorker } = await import('@/lib/jobs/worker');
  startWorker();
  const { startEvidenceWorker } = await import('@/lib/jobs/evidence-worker');
  startEvidenceWorker();
  const { announceSetUp } = await import('@/lib/auth/links');
  const { log } = await import('@/lib/log');
  announceSetUp().catch((error) => log.warn({ event: 'set-up.failed', err: error }));
}

/** Logs an error of a page or a file under the id that the reader is shown and may quote. Queries are left out: they are the reader's. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { log } = await import('@/lib/log');
  const id = error instanceof Error && 'digest' in error ? error.digest : undefined;
  log.error({ event: 'request.failed', id, method: request.method, route: context.routePath, err: error });
};
