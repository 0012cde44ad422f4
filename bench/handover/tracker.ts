import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from '../../build/chromium.ts';
import { filmOfHer } from '../../tests/helpers/film-of-her.ts';
import { KEEP_NAMES } from '../../tests/helpers/kiosk-page.ts';
import { median, quantile, round, type Measurement } from '../measurement.ts';
import { processIds, workerSeconds } from '../processes.ts';

const WARM_UP_MS = 8_000;
const MEASURED_MS = 20_000;

/** How often a face that plays the avatar is seen where nothing else goes on: the desk's own camera, workers and smoothing in one browser, without a call. */
export async function measureTracker(): Promise<Measurement> {
  const film = await filmOfHer();
  const server = await createServer({ configFile: resolve('vite.config.ts'), logLevel: 'error', server: { port: 0 } });
  const browser = await chromium.launch({ executablePath: findChromium()!, args: [...CHROMIUM_FLAGS, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`] });
  try {
    await server.listen();
    const page = await browser.newPage();
    await page.addInitScript(KEEP_NAMES);
    await page.goto(`${server.resolvedUrls!.local[0]}desk/`);
    const source = (path: string) => `/@fs${resolve('src', path)}`;
    await page.evaluate(async ([puppeteer, scope]) => {
      const { createPuppeteer } = await import(puppeteer) as typeof import('../../src/app/create-puppeteer.ts');
      const { Scope } = await import(scope) as typeof import('../../src/runtime/scope.ts');
      const sentMs: number[] = [];
      const played = createPuppeteer(new Scope(), () => void sentMs.push(performance.now()));
      await played.start();
      Object.assign(window, { sentMs, played });
    }, ['app/create-puppeteer.ts', 'runtime/scope.ts'].map(source) as [string, string]);
    await page.waitForTimeout(WARM_UP_MS);
    await page.evaluate(() => { (window as unknown as { sentMs: number[] }).sentMs.length = 0; });
    const before = workerSeconds(processIds());
    await page.waitForTimeout(MEASURED_MS);
    const seconds = workerSeconds(processIds()) - before;
    const { sentMs, status } = await page.evaluate(() => {
      const { sentMs: times, played } = window as unknown as { sentMs: number[]; played: { store: { value: { status: string; hasFace: boolean; hasArms: boolean } } } };
      return { sentMs: times, status: JSON.stringify(played.store.value) };
    });
    const gaps = sentMs.slice(1).map((ms, i) => ms - sentMs[i]!);
    return {
      figures: {
        puppetAloneFramesPerSecond: round(sentMs.length / (MEASURED_MS / 1_000), 1), puppetAloneGapMs: round(median(gaps), 1), puppetAloneGapP95Ms: round(quantile(gaps, 0.95), 1),
        puppetWorkersCpuMsAPicture: round((1_000 * seconds) / sentMs.length, 1),
      },
      cases: gaps.map((ms, i) => ({ figure: 'puppetAloneGapMs', input: `picture ${i + 1}`, expected: 33.3, got: round(ms, 1) })),
      settings: { node: process.version, measuredSeconds: MEASURED_MS / 1_000, status },
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
