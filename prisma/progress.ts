/**
 * How far a long command has come, on stderr: a bar where somebody watches, plain lines now and then where not.
 */

const WIDTH = 30;
const LINE_EVERY_MS = 2000;
const BAR_EVERY_MS = 80;

export type Progress = { readonly to: (done: number) => void; readonly end: () => void };

/** Progress of `label` out of `total` parts. */
export function showProgress(label: string, total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  let last = Date.now();
  let shown = false;
  const share = (done: number) => (total > 0 ? Math.min(1, done / total) : 1);
  const bar = (done: number) => {
    const filled = Math.round(share(done) * WIDTH);
    return `${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)} ${String(Math.floor(share(done) * 100)).padStart(3)} %`;
  };
  return {
    to(done) {
      const now = Date.now();
      if (now - last < (out.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS)) return;
      last = now;
      shown = true;
      out.write(out.isTTY ? `\r${label} ${bar(done)}` : `${label} ${Math.floor(share(done) * 100)} %\n`);
    },
    end() {
      if (out.isTTY && shown) out.write(`\r${label} ${bar(total)}\n`);
    },
  };
}
