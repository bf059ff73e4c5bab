import { PageHeader } from '@/components/ui/page-header';
import { SIGN_IN } from '@/lib/routes';

/** What a link that no longer opens anything says. */
export function DeadLink({ advice }: { readonly advice: string }) {
  return (
    <>
      <PageHeader title="This link is no longer good" />
      <p>It has been used already, has run out, or was not copied whole.</p>
      <p className="mt-3">{advice}</p>
      <p className="mt-5">
        <a href={SIGN_IN}>Sign in</a>
      </p>
    </>
  );
}
