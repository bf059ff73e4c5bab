import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { EVIDENCE_UPLOAD } from '@/lib/routes';

/**
 * Attaches a file to a publication of a claim. A plain form that needs no script; the file comes last, so that the server knows where it
 * belongs before it arrives.
 */
export function AddEvidenceForm({
  claim,
  publications,
  refusal,
}: {
  readonly claim: string;
  /** What each publication is called, in their order. */
  readonly publications: readonly string[];
  readonly refusal: string | null;
}) {
  return (
    <form action={EVIDENCE_UPLOAD} method="post" encType="multipart/form-data" className="grid max-w-prose gap-5">
      <ErrorSummary
        title="The file was not taken in"
        errors={refusal === null ? [] : [{ field: 'evidence-file', message: refusal }]}
      />
      <input type="hidden" name="claim" value={claim} />
      {publications.length === 1 ? (
        <input type="hidden" name="publication" value="1" />
      ) : (
        <RadioGroup
          id="evidence-publication"
          name="publication"
          label="Publication"
          defaultValue="1"
          choices={publications.map((label, index) => ({ value: String(index + 1), label }))}
        />
      )}
      <TextInput
        id="evidence-tool"
        name="tool"
        label="Made with"
        help="How the file was made, such as “saved as PDF with Firefox 145”. Readers see it."
        isOptional
        maxLength={200}
      />
      <Field id="evidence-file" label="File" help="PDF, PNG, JPEG or HTML, at most 25 MB. It is offered as a download.">
        {(control) => (
          <input
            type="file"
            name="file"
            accept=".pdf,.png,.jpg,.jpeg,.html,.htm,application/pdf,image/png,image/jpeg,text/html"
            className="block w-full max-w-full text-interface file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-control file:border file:border-control file:border-solid file:bg-card file:px-3 file:font-medium file:text-ink"
            {...control}
          />
        )}
      </Field>
      <div>
        <Button type="submit">Add the file</Button>
      </div>
    </form>
  );
}
