import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { underLock } from './processes.mjs';
import { during, Trouble } from './say.mjs';

/**
 * A Chromium for tests and measurements: the one named by AL_CHROMIUM, one that the machine has, or the one that comes as an npm package,
 * with the fonts and libraries that a bare machine lacks.
 */

const checkout = resolve(import.meta.dirname, '../..');

const runs = (path, env = {}) =>
  spawnSync(path, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 20_000 }).status === 0;

function installedCandidates() {
  const fixed =
    process.platform === 'darwin'
      ? [
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
          '/Applications/Chromium.app/Contents/MacOS/Chromium',
        ]
      : process.platform === 'win32'
        ? [
            join(process.env.PROGRAMFILES ?? '', 'Google/Chrome/Application/chrome.exe'),
            join(process.env['PROGRAMFILES(X86)'] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
          ]
        : [
            '/usr/bin/chromium',
            '/usr/bin/chromium-browser',
            '/usr/bin/google-chrome',
            '/usr/bin/google-chrome-stable',
            '/opt/google/chrome/chrome',
          ];
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright');
  const playwrights = existsSync(cache)
    ? readdirSync(cache)
        .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
        .sort()
        .reverse()
        .flatMap((name) => [
          join(cache, name, 'chrome-linux/chrome'),
          join(cache, name, 'chrome-linux64/chrome'),
          join(cache, name, 'chrome-linux/headless_shell'),
          join(cache, name, 'chrome-headless-shell-linux64/chrome-headless-shell'),
        ])
    : [];
  return [...fixed, ...playwrights];
}

const FONTS = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

async function unpack(folder) {
  const { inflate } = await import('@sparticuz/chromium');
  const fresh = `${folder}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  // The package unpacks into whatever is the folder for temporary things.
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = fresh;
  try {
    const packed = join(checkout, 'node_modules/@sparticuz/chromium/bin');
    await Promise.all(
      ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => inflate(join(packed, name))),
    );
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
  renameSync(fresh, folder);
}

async function packagedChromium() {
  const manifest = join(checkout, 'node_modules/@sparticuz/chromium/package.json');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(manifest)) {
    throw new Trouble('No Chromium was found. Install Chrome or Chromium, or name one with AL_CHROMIUM.');
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const cache = join(checkout, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  mkdirSync(cache, { recursive: true });
  await underLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await during('Unpacking a browser for the tests', () => unpack(folder));
  });
  const path = join(folder, 'chromium');
  const fontsFile = join(folder, 'fonts.conf');
  writeFileSync(fontsFile, FONTS(folder));
  const env = { FONTCONFIG_FILE: fontsFile };
  if (runs(path, env)) return { path, env };
  const withLibraries = {
    ...env,
    LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  };
  if (runs(path, withLibraries)) return { path, env: withLibraries };
  const { stderr } = spawnSync(path, ['--version'], { env: { ...process.env, ...withLibraries }, encoding: 'utf8' });
  throw new Trouble(
    `The packaged Chromium does not start: ${stderr?.trim()}\nInstall Chromium, or name one with AL_CHROMIUM.`,
  );
}

async function findChromium() {
  const named = process.env.AL_CHROMIUM;
  if (named) {
    if (!runs(named)) throw new Trouble(`AL_CHROMIUM names ${named}, which does not start.`);
    return { path: named, env: {} };
  }
  const installed = installedCandidates().find((path) => existsSync(path) && runs(path));
  return installed ? { path: installed, env: {} } : packagedChromium();
}

let found;

/** How to start it: where it stands, what to pass, and what it needs to find in its environment. */
export async function chromiumLaunch() {
  found ??= findChromium();
  const { path, env } = await found;
  const root = process.platform === 'linux' && userInfo().uid === 0;
  return {
    executablePath: path,
    args: [
      ...(root ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, ...env },
  };
}
