import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright';

/** Mesa's software renderer is several times faster than Chromium's own, for 3D; for the page itself Chromium's own is. */
export const CHROMIUM_FLAGS = ['--no-sandbox', '--use-angle=gl-egl', '--ignore-gpu-blocklist', '--disable-gpu-rasterization', '--autoplay-policy=no-user-gesture-required'];

const USUAL_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'];

/** Path of a Chromium: `CHROMIUM_PATH`, the usual places, Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM_PATH'], ...USUAL_PATHS, playwrightChromium()].find((path) => path && existsSync(path));
}

/** What one does where there is none. */
export const CHROMIUM_HINT = 'install Chromium (Debian: apt-get install chromium libgl1-mesa-dri), or set CHROMIUM_PATH';

/** On Debian as root, installs Chromium and what its tests need. @returns its path, or undefined where that cannot be done */
export function installChromium(): string | undefined {
  const isDebian = existsSync('/etc/debian_version') || (existsSync('/etc/os-release') && readFileSync('/etc/os-release', 'utf8').includes('debian'));
  if (!isDebian || process.getuid?.() !== 0) return undefined;
  try {
    const apt = (...args: string[]) => execFileSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 600_000 });
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium', 'libgl1-mesa-dri', 'libegl1', 'fonts-noto-cjk');
  } catch {
    return undefined;
  }
  return findChromium();
}

function playwrightChromium(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}
