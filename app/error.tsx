'use client';

import { ErrorState } from '@/components/site/error-state';

/** What a reader sees when a page could not be drawn: an id to quote, and nothing of the inside. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main className="mx-auto w-full max-w-page px-4 py-10 sm:px-6">
      <ErrorState digest={error.digest} retry={retry} />
    </main>
  );
}
