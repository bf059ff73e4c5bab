import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { SkipLink } from '@/components/site/skip-link';

/** Drawn at each request, so that its scripts carry the nonce of that request. */
export const instant = false;

/** The frame of signing in: that of the public pages, with one narrow column. */
export default async function SignInLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <>
      <SkipLink />
      <SiteHeader />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-page px-4 pt-8 pb-16 outline-none sm:px-6 sm:pt-10"
      >
        <div className="max-w-md">{children}</div>
      </main>
      <SiteFooter />
    </>
  );
}
