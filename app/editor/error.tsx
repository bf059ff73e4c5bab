'use client';

import { ErrorState } from '@/components/site/error-state';

/** Something went wrong at the desk: within its frame, so that everything else stays at hand. */
export default function DeskError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <ErrorState digest={error.digest} retry={retry} />;
}
