import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../../build/chromium.ts';
import { Accounts } from '../../src/server/handover/accounts.ts';
import { createHandover, type Handover, type HandoverOptions } from '../../src/server/handover/create-handover.ts';
import { openKiosk, type KioskOptions, type KioskPage } from './kiosk-page.ts';

export const PASSWORD = 'correct horse battery';

/** A kiosk and desks on one server, with LiveKit behind it. */
export interface CallStory extends AsyncDisposable {
  readonly kiosk: KioskPage;
  readonly handover: Handover;
  /** Opens a desk in a browser of its own, signed in. */
  openDesk(agent?: string): Promise<DeskBrowser>;
}

export interface DeskBrowser {
  readonly page: Page;
  readonly errors: readonly string[];
}

export async function openStory({ livekit, ...options }: KioskOptions & Pick<HandoverOptions, 'livekit'> = {}): Promise<CallStory> {
  const folder = mkdtempSync(join(tmpdir(), 'yingbin-story-'));
  const accounts = new Accounts(join(folder, 'agents.json'));
  await accounts.put({ id: 'mei', name: '小梅', languages: ['zh', 'en'], topics: [], shops: [] }, PASSWORD);
  await accounts.put({ id: 'lin', name: '林', languages: ['zh', 'en'], topics: [], shops: [] }, PASSWORD);
  const port = await freePort();
  const handover = await createHandover({ folder, ownUrl: `http://localhost:${port}`, livekit });
  const kiosk = await openKiosk({ ...options, port, handover });
  const closing: (() => Promise<unknown>)[] = [];
  return {
    kiosk, handover,
    async openDesk(agent = 'mei') {
      const browser = await chromium.launch({ executablePath: findChromium()!, args: [...CHROMIUM_FLAGS, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] });
      closing.push(() => browser.close());
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${kiosk.origin}/desk/`);
      await page.locator('input[name=id]').fill(agent);
      await page.locator('input[name=password]').fill(PASSWORD);
      await page.locator('input[name=password]').press('Enter');
      await page.locator('nav').waitFor();
      return { page, errors };
    },
    async [Symbol.asyncDispose]() {
      for (const close of closing) await close();
      await kiosk[Symbol.asyncDispose]();
      await handover[Symbol.asyncDispose]();
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Waits until frames of a video move. */
export async function untilMoving(page: Page, host: string, selector: string): Promise<void> {
  await page.waitForFunction(([element, wanted]) => {
    const find = (root: ParentNode): HTMLVideoElement | undefined => {
      for (const each of root.querySelectorAll('*')) {
        if (each.matches(wanted!)) return each as HTMLVideoElement;
        const inside = each.shadowRoot && find(each.shadowRoot);
        if (inside) return inside;
      }
      return undefined;
    };
    const video = find(document.querySelector(element!)!.shadowRoot!);
    return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 5;
  }, [host, selector] as const, { timeout: 20_000 });
}
