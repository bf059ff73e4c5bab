import { CopyText } from '@/components/cite/copy-text';

/** The code of one kind of embed, and the address that it shows. */
export type EmbedCode = { readonly code: string; readonly address: string };

const CHOICES = [
  {
    value: 'frozen',
    label: 'Frozen (recommended for articles)',
    help: 'Shows these figures for ever, and says so when newer ones exist.',
  },
  { value: 'live', label: 'Live', help: 'Its figures change when claims are added, corrected or withdrawn.' },
] as const;

/** What the page around may do with the height that an embed tells; nothing depends on it. */
const FIT = `addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'attrition-ledger:height') return;
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source) frame.height = data.height;
});`;

/** The code for another page, frozen or live (R7; ux.md §19). Which of the two is shown is chosen by style alone, so also without script. */
export function EmbedBox({
  frozen,
  live,
  guessedOrigin,
}: {
  readonly frozen: EmbedCode;
  readonly live: EmbedCode;
  readonly guessedOrigin: string | null;
}) {
  const codes = { frozen, live };
  return (
    <section id="embed" aria-labelledby="embed-heading" className="group/embed mt-10 scroll-mt-4" data-print="hide">
      <h2 id="embed-heading">Embed</h2>
      <fieldset className="mt-2">
        <legend className="text-interface text-muted">Which figures the other page shows</legend>
        {CHOICES.map(({ value, label, help }) => (
          <p key={value} className="mt-1 flex items-baseline gap-2 text-interface">
            <input
              type="radio"
              name="embed-kind"
              id={`embed-${value}`}
              value={value}
              defaultChecked={value === 'frozen'}
              aria-describedby={`embed-${value}-help`}
              className="size-4 translate-y-0.5"
            />
            <span>
              <label htmlFor={`embed-${value}`} className="font-medium">
                {label}
              </label>
              <span id={`embed-${value}-help`} className="block text-muted text-small">
                {help}
              </span>
            </span>
          </p>
        ))}
      </fieldset>
      {CHOICES.map(({ value }) => (
        <div
          key={value}
          className={
            value === 'frozen'
              ? 'mt-3 max-w-3xl group-has-[#embed-live:checked]/embed:hidden'
              : 'mt-3 hidden max-w-3xl group-has-[#embed-live:checked]/embed:block'
          }
        >
          <h3 className="text-interface">
            {value === 'frozen' ? 'Code of the frozen embed' : 'Code of the live embed'}
          </h3>
          <CopyText
            name={value === 'frozen' ? 'Code of the frozen embed' : 'Code of the live embed'}
            text={codes[value].code}
            guessedOrigin={guessedOrigin}
            isCode
          />
          <p className="text-small">
            <a href={codes[value].address} className="inline-block min-h-6">
              See it alone
            </a>
          </p>
        </div>
      ))}
      <details className="mt-3 max-w-3xl">
        <summary className="min-h-6 text-interface">Fitting the height</summary>
        <p className="mt-1 text-interface text-muted">
          The frame shows everything without any script. A page that runs scripts may fit its height to what the embed
          says:
        </p>
        <CopyText name="Script that fits the height" text={FIT} guessedOrigin={null} isCode />
      </details>
    </section>
  );
}
