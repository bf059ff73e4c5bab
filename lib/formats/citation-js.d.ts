/** What is used of citation-js, which has no types of its own. */
declare module '@citation-js/core' {
  type BibtexEntry = { readonly type: string; readonly label: string; readonly properties: Record<string, string> };
  type RisRecord = Record<string, string | readonly string[]>;
  export const plugins: {
    readonly config: { get(name: '@bibtex'): { readonly format: Record<string, boolean> } };
    readonly input: { chain(text: string, options?: { readonly generateGraph?: boolean }): Record<string, unknown>[] };
    readonly output: {
      format(name: 'data', entries: readonly object[], options: { readonly format: 'text' }): string;
      format(
        name: 'bibtex',
        entries: readonly object[],
        options: { readonly format: 'object' },
      ): readonly BibtexEntry[];
      format(name: 'ris', entries: readonly object[], options: { readonly format: 'object' }): readonly RisRecord[];
    };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
