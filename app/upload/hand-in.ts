/** What forms that hand in a file share, whatever the file is for. */

/** What a form with a file has beside the file: its other fields and the lines between them. */
export const AROUND_THE_FILE = 100_000;

/** Leads on with a plain GET, whatever was sent; nothing that was handed in is ever sent back. */
export const leadTo = (path: string) =>
  new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } });

/** Refuses what no form of this site sends, in words. */
export const refuseUpload = (words: string) =>
  new Response(`${words}\n`, { status: 403, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

/**
 * Lets what is still coming pass, up to four times the largest file: a browser that is cut off while it sends shows an error of its own
 * instead of the answer.
 */
export async function letPass(body: AsyncIterator<Uint8Array>, largest: number): Promise<void> {
  for (let left = 4 * largest; left > 0; ) {
    const { value, done } = await body.next();
    if (done) return;
    left -= value.length;
  }
}
