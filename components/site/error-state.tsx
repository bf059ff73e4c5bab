import { Button } from '@/components/ui/button';
import { HOME } from '@/lib/routes';

/** Something went wrong on our side: said plainly, with the id under which it was logged. */
export function ErrorState({ digest, retry }: { readonly digest?: string | undefined; readonly retry: () => void }) {
  return (
    <div className="max-w-prose">
      <h1>Something went wrong on our side</h1>
      <p className="mt-3 font-serif text-lede">The page could not be drawn. Nothing in the ledger has changed.</p>
      {digest !== undefined && (
        <p className="mt-3">
          It has been logged. If you report it, please quote the id <code>{digest}</code>.
        </p>
      )}
      <p className="mt-5 flex flex-wrap items-center gap-4">
        <Button look="strong" onClick={retry}>
          Try again
        </Button>
        <a href={HOME}>To the first page</a>
      </p>
    </div>
  );
}
