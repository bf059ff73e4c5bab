'use client';

import { ErrorState } from '@/components/site/error-state';
import './globals.css';

/** The last resort: the frame of the site itself could not be drawn. */
export default function GlobalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong – Attrition Ledger</title>
        <main className="mx-auto w-full max-w-page px-4 py-10 sm:px-6">
          <ErrorState digest={error.digest} retry={retry} />
        </main>
      </body>
    </html>
  );
}
