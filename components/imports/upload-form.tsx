import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { CLAIM_COLUMNS } from '@/lib/formats/claims-csv';
import { LARGEST_FILE_WORDS } from '@/lib/formats/import-file';
import { IMPORT_UPLOAD } from '@/lib/routes';

/** Where a file is handed in, or its text pasted. A plain form: it sends the file to a route of its own and needs no script. */
export function UploadForm({ refusal }: { readonly refusal: string | null }) {
  return (
    <form action={IMPORT_UPLOAD} method="post" encType="multipart/form-data" className="grid max-w-prose gap-5">
      <ErrorSummary
        title="The file was not taken in"
        errors={refusal === null ? [] : [{ field: 'import-file', message: refusal }]}
      />
      <Field
        id="import-file"
        label="File"
        help={`CSV with commas, semicolons or tabs, in UTF-8, or the General Staff’s totals as JSON. At most ${LARGEST_FILE_WORDS}.`}
      >
        {(control) => (
          <input
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,.json,text/csv,text/tab-separated-values,text/plain,application/json"
            className="block w-full max-w-full text-interface file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-control file:border file:border-control file:border-solid file:bg-card file:px-3 file:font-medium file:text-ink"
            {...control}
          />
        )}
      </Field>
      <Textarea
        id="import-text"
        name="text"
        label="Or its text"
        help="Paste the rows with the line that names the columns. A file, when there is one, goes before."
        isOptional
        rows={5}
        spellCheck={false}
        className="font-mono text-small"
      />
      <div>
        <Button type="submit" look="strong">
          Hand in and check
        </Button>
        <p className="mt-2 text-muted text-small">Checking writes nothing. You see first what would come in.</p>
      </div>
      <details className="text-interface">
        <summary className="min-h-6 text-link">Which columns a file has</summary>
        <p className="mt-2">
          The ledger’s own files, as its exports write them, are known by their header. For any other header you say
          once what its columns mean; the same header is known the next time.
        </p>
        <p className="mt-2 break-words font-mono text-small">{CLAIM_COLUMNS.join(', ')}</p>
      </details>
    </form>
  );
}
