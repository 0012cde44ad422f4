import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../../build/chromium.ts';
import { readManifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';
import type { TraceEvent } from '../../src/app/trace.ts';
import { Failure } from '../../src/core/shared/failure.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { resample } from '../../src/core/audio/resampler.ts';
import { writeWav } from '../../src/core/audio/wav.ts';
import { createServerApp, type ServerOptions } from '../../src/server/app.ts';
import { createDemoSystems } from '../../src/server/shop-systems.ts';

/** NOTICE: tsx compiles with esbuild's `keepNames`, whose helper is not on the page that a function is sent to (tsx 4.23). */
export const KEEP_NAMES = 'globalThis.__name ??= (value) => value;';

/** No model can be had: what comes with the page is all there is. */
export const offline = { open: () => Promise.reject(new Failure('offline', 'no network')) };

export type Traced = TraceEvent & { readonly atMs: number };

export interface KioskOptions {
  /** Mono, 16 kHz: what the microphone hears, once, from the moment it is opened. */
  readonly microphone?: Float32Array;
  /** Address parameters beside `trace` and `processing=off`. */
  readonly search?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly flags?: readonly string[];
  /** Without: the folder of YINGBIN_MODELS, or nothing where there is none. */
  readonly models?: Pick<ModelShelf, 'open'>;
  /** Called before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  readonly host?: string;
  readonly port?: number;
  readonly handover?: NonNullable<ServerOptions['handover']>;
  readonly embeds?: readonly string[];
  /** The permission prompt is answered with yes; otherwise the microphone is denied. */
  readonly grantMicrophone?: boolean;
}

/** A kiosk in a real browser on a real server. */
export interface KioskPage extends AsyncDisposable {
  readonly page: Page;
  readonly origin: string;
  /** Addresses of other origins that anything on the page asked for. */
  readonly foreignRequests: readonly string[];
  /** Uncaught errors and console errors of the page, but for models that are not there. */
  readonly errors: readonly string[];
  trace(): Promise<Traced[]>;
  /** Waits for a moment of this type after a time of the page's clock. */
  until(type: TraceEvent['type'], options?: { afterMs?: number; timeoutMs?: number }): Promise<Traced>;
  /** Waits until what the page says of its parts matches. */
  untilNote(pattern: RegExp): Promise<unknown>;
  now(): Promise<number>;
  say(text: string): Promise<void>;
  /** What is on the page: her sentence, what was heard, the card. */
  read(): Promise<{ said: string; heard: string; card: string; phase: string; note: string; placeholder: string }>;
  leftovers(): Promise<string[]>;
}

export async function openKiosk({ microphone, search = '', viewport = { width: 540, height: 960 }, flags = [], models, prepare, host = 'localhost', port = 0, handover, embeds, grantMicrophone = true }: KioskOptions = {}): Promise<KioskPage> {
  const manifest = await readManifest();
  const shelf = models ?? new ModelShelf({ manifest, source: process.env['YINGBIN_MODELS'] ?? '/nowhere', cache: process.env['YINGBIN_MODELS'] ? resolve('.cache/models') : mkdtempSync(join(tmpdir(), 'yingbin-models-')) });
  const server = serve({ fetch: createServerApp({ folder: resolve('dist'), manifest, shelf, systems: createDemoSystems(resolve('shops/demo/systems')), ...(handover ? { handover } : {}), ...(embeds ? { embeds } : {}) }).fetch, port });
  await new Promise<void>((done) => { if (server.listening) done(); else server.once('listening', () => done()); });
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({ executablePath: findChromium()!, args: [...CHROMIUM_FLAGS, ...(grantMicrophone ? ['--use-fake-ui-for-media-stream'] : []), '--use-fake-device-for-media-stream', ...microphoneFlags(microphone), ...flags] });
  const page = await (await browser.newContext({ viewport })).newPage();
  const foreignRequests: string[] = [];
  const errors: string[] = [];
  page.context().on('request', (request) => { if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(origin)) foreignRequests.push(request.url()); });
  page.on('pageerror', (error) => errors.push(error.message));
  // A model that cannot be had is an ordinary state, told on the page; the browser writes it to the console too.
  page.on('console', (message) => { if (message.type() === 'error' && !message.location().url.includes('/models/')) errors.push(message.text()); });
  await page.addInitScript(KEEP_NAMES);
  await page.addInitScript(() => {
    const all: unknown[] = [];
    (window as unknown as { traced: unknown[] }).traced = all;
    addEventListener('yingbin-trace', (event) => void all.push((event as CustomEvent).detail));
  });
  await prepare?.(page);
  await page.goto(`${origin}/?trace&processing=off&${search}`);
  // The page is loaded before its clerk is made: what a test reads of her is asked for once she is there.
  await page.waitForFunction(() => document.querySelector('yb-kiosk')?.shadowRoot?.querySelector('main'), undefined, { timeout: 60_000 });
  const trace = () => page.evaluate(() => (window as unknown as { traced: Traced[] }).traced);
  return {
    page, origin, foreignRequests, errors, trace,
    untilNote: (pattern) => page.waitForFunction((source) => {
      const root = document.querySelector('yb-kiosk')!.shadowRoot!;
      const readiness = root.querySelector('yb-readiness')?.shadowRoot;
      return readiness && new RegExp(source).test(`${root.querySelector('.note')?.textContent ?? ''} ${readiness.textContent}`);
    }, pattern.source, { timeout: 120_000 }),
    now: () => page.evaluate(() => performance.now()),
    async until(type, { afterMs = 0, timeoutMs = 60_000 } = {}) {
      const handle = await page.waitForFunction(([wanted, after]) => (window as unknown as { traced: Traced[] }).traced.find((event) => event.type === wanted && event.atMs > (after as number)), [type, afterMs] as const, { timeout: timeoutMs, polling: 20 });
      return (await handle.jsonValue()) as Traced;
    },
    async say(text) {
      await page.locator('yb-dock input').fill(text);
      await page.locator('yb-dock input').press('Enter');
    },
    read: () => page.evaluate(() => {
      const root = document.querySelector('yb-kiosk')!.shadowRoot!;
      const inner = (selector: string, inside: string) => root.querySelector(selector)?.shadowRoot?.querySelector(inside)?.textContent?.trim() ?? '';
      return { said: inner('yb-say', 'p'), heard: root.querySelector('.heard')?.textContent?.trim() ?? '', card: root.querySelector('yb-card')?.shadowRoot?.querySelector<HTMLElement>('article')?.dataset['card'] ?? '', phase: root.querySelector<HTMLElement>('main')?.dataset['phase'] ?? '', note: [root.querySelector('.note')?.textContent, root.querySelector('yb-readiness')?.shadowRoot?.querySelector('p')?.textContent].filter(Boolean).join(' '), placeholder: root.querySelector('yb-dock')?.shadowRoot?.querySelector('input')?.placeholder ?? '' };
    }),
    leftovers: () => page.evaluate(() => (document.querySelector('yb-kiosk') as unknown as { leftovers(): string[] }).leftovers()),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await new Promise<void>((done) => { server.close(() => done()); });
    },
  };
}

/** Flags for a browser whose microphone hears this: mono, 16 kHz. */
export function microphoneFlags(pcm: Float32Array | undefined): string[] {
  if (!pcm) return [];
  const path = join(mkdtempSync(join(tmpdir(), 'yingbin-mic-')), 'microphone.wav');
  writeFileSync(path, writeWav({ pcm: resample(pcm, 16_000, DEVICE_HZ), sampleRateHz: DEVICE_HZ }));
  return [`--use-file-for-fake-audio-capture=${path}%noloop`];
}

/** The rate of Chromium's fake microphone: a file of another rate would go through a converter that is no part of what a real microphone goes through. */
const DEVICE_HZ = 44_100;

/** Sounds one after another, with the faint noise of a quiet room between (-65 dB); seconds for silence. Each part begins on a 30 ms grid. */
export function tape(...parts: readonly (Float32Array | number)[]): Float32Array {
  const random = seededRandom(13);
  const pieces = parts.map((part) => (typeof part === 'number' ? Float32Array.from({ length: Math.round((part * 16_000) / GRID) * GRID }, () => (random() - 0.5) * 0.002) : part));
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + Math.ceil(piece.length / GRID) * GRID, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += Math.ceil(piece.length / GRID) * GRID;
  }
  return whole;
}

const GRID = 480;
