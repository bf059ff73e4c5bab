import { CopyText } from './copy-text';

/** One way of citing: its name, its text, and the address at which it is a file. */
export type CiteForm = { readonly name: string; readonly text: string; readonly address: string };

/**
 * How to cite a frozen comparison (R4; ux.md §18): two texts to be read, three files for reference managers. All of it is there and at an
 * address of its own before any script runs; the buttons only copy.
 */
export function CiteBox({
  texts,
  files,
  guessedOrigin,
}: {
  readonly texts: readonly CiteForm[];
  readonly files: readonly CiteForm[];
  readonly guessedOrigin: string | null;
}) {
  const [first] = texts;
  return (
    <section id="cite" aria-labelledby="cite-heading" className="mt-10 scroll-mt-4" data-print="hide">
      <h2 id="cite-heading">Cite</h2>
      <p className="mt-1 max-w-prose text-interface text-muted">
        Every form names this frozen address, so that whoever follows it sees the same figures, and what has changed
        since.
      </p>
      <div className="mt-3 grid max-w-3xl gap-4">
        {texts.map(({ name, text }) => (
          <div key={name}>
            <h3 className="text-interface">{name}</h3>
            <CopyText name={name} text={text} guessedOrigin={guessedOrigin} />
          </div>
        ))}
        {files.map(({ name, text, address }) => (
          <details key={name}>
            <summary className="min-h-6 text-interface">{name}</summary>
            <CopyText name={name} text={text} guessedOrigin={guessedOrigin} isCode />
            <p className="text-small">
              <a href={address}>{name} as a file</a>
            </p>
          </details>
        ))}
      </div>
      {first === undefined ? null : (
        <p className="mt-2 text-small">
          <a href={first.address}>Both texts as a file</a>
        </p>
      )}
    </section>
  );
}
