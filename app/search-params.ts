/** The query of a page as pairs, in the form that the parsers of the core read: repeated keys come one after another. */
export function toPairs(params: Readonly<Record<string, string | readonly string[] | undefined>>): [string, string][] {
  return Object.entries(params).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : typeof value === 'string' ? [[key, value]] : value.map((text) => [key, text]),
  );
}

/** What the query of a page says under a name; empty when it says nothing, or says it more than once. */
export function textIn(params: Readonly<Record<string, string | readonly string[] | undefined>>, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}
