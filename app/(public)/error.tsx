'use client';

import { ErrorState } from '@/components/site/error-state';

/** The same within the frame of the public pages, so that header and search stay at hand. */
export default function PublicPageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <ErrorState digest={error.digest} retry={retry} />;
}
