import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../../build/chromium.ts';
import type { Ticket } from '../../src/core/handover/ticket.ts';
import { Accounts } from '../../src/server/handover/accounts.ts';
import type { CompanyAccess } from '../../src/server/handover/company-sign-in.ts';
import { createHandover, type Handover } from '../../src/server/handover/create-handover.ts';
import { freePort } from './free-port.ts';
import { KEEP_NAMES, microphoneFlags, openKiosk, type KioskOptions, type KioskPage } from './kiosk-page.ts';
import { livekitUnderTest, type LivekitUnderTest } from './livekit-under-test.ts';

export const PASSWORD = 'correct horse battery';

export interface StoryOptions extends KioskOptions {
  /** A real livekit-server; our own small one where undefined. */
  readonly binary?: string | undefined;
  /** False: LiveKit tells the server nothing. */
  readonly hasWebhooks?: boolean;
  readonly company?: Omit<CompanyAccess, 'publicUrl'>;
}

/** A kiosk and desks on one server, with LiveKit behind it. */
export interface CallStory extends AsyncDisposable {
  readonly kiosk: KioskPage;
  readonly handover: Handover;
  readonly livekit: LivekitUnderTest;
  /** Opens a desk in a browser of its own, signed in. */
  openDesk(agent?: string, devices?: DeskDevices): Promise<DeskBrowser>;
  /** The visitor asks for a person and agrees. */
  call(options?: { readonly camera?: boolean }): Promise<void>;
  /** The visitor's ticket as the server has it. */
  ticket(): Promise<Ticket | undefined>;
  /** Waits until she shows and says what matches. @returns how long it took, in ms */
  untilShe(says: RegExp, timeoutMs?: number): Promise<number>;
}

export interface DeskDevices {
  /** A y4m file that its camera shows. */
  readonly camera?: string;
  /** What its microphone hears: mono, 16 kHz. */
  readonly microphone?: Float32Array;
}

export interface DeskBrowser {
  readonly page: Page;
  readonly errors: readonly string[];
  /** Takes the call that rings. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

export async function seedAgents(folder: string): Promise<void> {
  const accounts = new Accounts(join(folder, 'agents.json'));
  await accounts.put({ id: 'mei', name: '小梅', nameEn: 'Mei', languages: ['zh', 'en'], topics: [], shops: [] }, PASSWORD);
  await accounts.put({ id: 'wen', name: '文', languages: ['zh', 'en'], topics: [], shops: [], isSupervisor: true, company: 'wen@shop.example' }, PASSWORD);
  await accounts.put({ id: 'lin', name: '林', languages: ['zh', 'en'], topics: [], shops: [] }, PASSWORD);
}

export async function openStory({ binary, hasWebhooks = true, company, ...options }: StoryOptions = {}): Promise<CallStory> {
  const folder = mkdtempSync(join(tmpdir(), 'yingbin-story-'));
  await seedAgents(folder);
  const port = await freePort();
  const ownUrl = `http://localhost:${port}`;
  const livekit = await livekitUnderTest({ binary, ...(hasWebhooks ? { webhook: `${ownUrl}/api/livekit/webhook` } : {}) });
  const handover = await createHandover({ folder, ownUrl, livekit: livekit.access, ...(company ? { company: { ...company, publicUrl: ownUrl } } : {}), ...(options.embeds ? { embeds: options.embeds } : {}) });
  const kiosk = await openKiosk({ ...options, port, handover });
  return createStoryOf({ kiosk, handover, livekit, desks: createDesk(kiosk.origin), closing: [] });
}

interface StoryParts extends Pick<CallStory, 'kiosk' | 'handover' | 'livekit'> {
  readonly desks: ReturnType<typeof createDesk>;
  /** What else ends with the story, in this order. */
  readonly closing: readonly (() => Promise<unknown>)[];
}

export function createStoryOf({ kiosk, handover, livekit, desks, closing }: StoryParts): CallStory {
  return {
    kiosk, handover, livekit,
    openDesk: (agent, devices) => desks.open(agent, devices),
    async call({ camera = false } = {}) {
      await kiosk.until('usable');
      await kiosk.say('给我找真人店员');
      const panel = kiosk.page.locator('yb-call-panel');
      await panel.getByText('同意，接通').waitFor();
      if (camera) await panel.locator('#camera').check();
      await panel.getByText('同意，接通').click();
    },
    ticket: async () => (await handover.office.store.tickets())[0],
    async untilShe(says, timeoutMs = 30_000) {
      const start = performance.now();
      await kiosk.page.waitForFunction((source) => {
        const root = document.querySelector('yb-kiosk')?.shadowRoot;
        const text = [...(root?.querySelectorAll('yb-say, yb-call-panel, yb-call-view') ?? [])].map((each) => each.shadowRoot?.textContent ?? '').join(' ');
        return new RegExp(source).test(text);
      }, says.source, { timeout: timeoutMs, polling: 50 });
      return performance.now() - start;
    },
    async [Symbol.asyncDispose]() {
      await desks[Symbol.asyncDispose]();
      await kiosk[Symbol.asyncDispose]();
      await handover[Symbol.asyncDispose]();
      for (const close of closing) await close();
      await livekit[Symbol.asyncDispose]();
    },
  };
}

/** Desks of a server, each in a browser of its own. */
export function createDesk(origin: string): { open(agent?: string, devices?: DeskDevices): Promise<DeskBrowser> } & AsyncDisposable {
  const closing: (() => Promise<unknown>)[] = [];
  return {
    async open(agent = 'mei', { camera, microphone } = {}) {
      const browser = await chromium.launch({ executablePath: findChromium()!, args: [...CHROMIUM_FLAGS, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', ...microphoneFlags(microphone), ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : [])] });
      closing.push(() => browser.close());
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
      await page.addInitScript(KEEP_NAMES);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${origin}/desk/`);
      await page.locator('input[name=id]').fill(agent);
      await page.locator('input[name=password]').fill(PASSWORD);
      await page.locator('input[name=password]').press('Enter');
      await page.locator('nav').waitFor();
      return {
        page, errors,
        async accept() {
          await page.locator('.ticket.ringing').waitFor({ timeout: 40_000 });
          await page.locator('[data-do=accept]').click();
        },
        close: () => browser.close(),
      };
    },
    async [Symbol.asyncDispose]() {
      for (const close of closing) await close();
    },
  };
}

/** Waits until frames of a video move. */
export async function untilMoving(page: Page, host: string, selector: string, timeoutMs = 60_000): Promise<void> {
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
    const frames = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    const seen = (window as unknown as { seenFrames?: number }).seenFrames ?? frames;
    (window as unknown as { seenFrames?: number }).seenFrames = Math.min(seen, frames);
    return frames > seen + 3;
  }, [host, selector] as const, { timeout: timeoutMs, polling: 50 });
}
