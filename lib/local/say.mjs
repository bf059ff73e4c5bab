/** Words to the person at the terminal: progress, and trouble that was to be expected. Node built-ins only. */

/** Trouble that can be expected, in words that say what to do. Printed without a stack trace; the command ends with 1. */
export class Trouble extends Error {
  name = 'Trouble';
}

const terminal = () => Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb' && !process.env.CI;
const seconds = (since) => Math.round((Date.now() - since) / 1000);

/** One line. */
export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/**
 * Shows that something goes on, from its second second: one line that counts on a terminal, a plain line now and then elsewhere.
 * `note` tells how far it is; `done` closes it with a line of its own if it took long enough to be wondered about.
 */
export function progress(label) {
  const since = Date.now();
  let note = '';
  let shown = false;
  let lastPlain = 0;
  const draw = () => {
    const text = `${label}${note && `: ${note}`}`;
    if (terminal()) {
      const line = `${text} … ${seconds(since)} s`;
      process.stdout.write(`\r\u001b[2K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
    } else if (!shown || Date.now() - lastPlain >= 10_000) {
      say(shown ? `${text} … ${seconds(since)} s` : `${text} …`);
      lastPlain = Date.now();
    }
    shown = true;
  };
  const timer = setInterval(() => (Date.now() - since >= 1500 ? draw() : undefined), 500);
  timer.unref();
  const close = (line) => {
    clearInterval(timer);
    if (shown && terminal()) process.stdout.write('\r\u001b[2K');
    if (line) say(line);
  };
  return {
    note(text) {
      note = text;
    },
    done(line) {
      close(line ?? (shown ? `${label}: done in ${seconds(since)} s` : undefined));
    },
    failed() {
      close(shown && terminal() ? `${label}: failed after ${seconds(since)} s` : undefined);
    },
  };
}

/** Does one thing under a progress line. */
export async function during(label, work) {
  const line = progress(label);
  try {
    const result = await work(line);
    line.done();
    return result;
  } catch (error) {
    line.failed();
    throw error;
  }
}
