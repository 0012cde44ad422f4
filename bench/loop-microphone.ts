import { readFileSync } from 'node:fs';
import { editDistance } from '../src/core/shared/edit-distance.ts';
import { readSpeech } from '../src/tools/read-audio.ts';
import { openKiosk, tape, type KioskPage } from '../tests/helpers/kiosk-page.ts';
import { round, type Case } from './measurement.ts';

/** The recogniser's words depend on where its grid of 30 ms lies on the sound. */
const GRID = 480;
/** Seconds between recordings on the tape: longer than the silence that ends an utterance. */
const GAP_S = 2.4;

/**
 * A fake microphone of Chromium plays a few hundredths of a second of its file before the page that opened it receives any: that is a property of this
 * test bench, and differs from opening to opening by 10 ms steps. A click at a known place tells how much it was; it is opened again until the
 * recordings lie on the grid as they do in their files.
 */
const CLICK_AT = 16_000;
/** What is lost most often. */
const USUAL_LOSS = 320;
const TRIES = 12;

async function openOnGrid(kiosk: KioskPage, lead: number): Promise<number> {
  for (let i = 0; i < TRIES; i += 1) {
    await kiosk.page.evaluate(() => { (window as unknown as { captured: number[] }).captured.length = 0; });
    await kiosk.page.locator('.mic').click();
    await kiosk.page.waitForFunction(() => (window as unknown as { captured: number[] }).captured.length > 24_000, null, { timeout: 20_000 });
    const captured = await kiosk.page.evaluate(() => (window as unknown as { captured: number[] }).captured);
    const lost = lead + CLICK_AT - captured.reduce((best, sample, at) => (Math.abs(sample) > Math.abs(captured[best]!) ? at : best), 0);
    if ((lead - lost) % GRID === 0) return lost;
    await kiosk.page.locator('.mic').click();
    await kiosk.page.locator('.mic.off').waitFor();
  }
  throw new Error(`the fake microphone did not come to lie on the grid in ${TRIES} tries`);
}

/** Keeps the first seconds of what the capture worklet hands to the page, beside what the page does with it. */
function keepCapture(): void {
  const Real = AudioWorkletNode;
  const captured: number[] = [];
  (window as unknown as { captured: number[] }).captured = captured;
  window.AudioWorkletNode = class extends Real {
    constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
      super(context, name, options);
      this.port.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => { if (captured.length < 25_000) captured.push(...data); });
    }
  };
}

/**
 * Recordings through the real microphone path of the page (rate conversion twice, voice detection and its cuts), without phrases, against the
 * golden transcripts of the whole files. Every third command and all AISHELL clips; all of them with BENCH_FULL=1.
 */
export async function measureMicrophone(models: string, cases: Case[]): Promise<Record<'microphoneCerToGolden', number>> {
  const golden = (JSON.parse(readFileSync(`${models}/asr/fsmn-ctc-zh/golden.json`, 'utf8')) as { clips: Record<string, { fp32: string }> }).clips;
  const clips = Object.entries(golden).filter(([file]) => /xiaoyun|aishell/.test(file)).filter(([file], i) => process.env['BENCH_FULL'] === '1' || file.includes('aishell') || i % 3 === 0);
  const opening = new Float32Array(2 * 16_000).fill(1e-4);
  opening[CLICK_AT] = 0.9;
  const parts: (Float32Array | number)[] = [opening];
  const starts: number[] = [];
  let atS = 2;
  for (const [file] of clips) {
    const pcm = await readSpeech(`${models}/${file}`);
    starts.push(atS);
    parts.push(pcm, GAP_S);
    atS += (Math.ceil(pcm.length / 480) * 480) / 16_000 + GAP_S;
  }
  await using kiosk = await openKiosk({
    microphone: shifted(tape(...parts), USUAL_LOSS), search: 'body=off',
    prepare: async (page) => {
      await page.addInitScript(keepCapture);
      // She stays silent, so that only the ears are measured.
      await page.route('**/assets/{espeak,flite}*', (route) => route.abort());
      await page.route('**/shop/hearing.json', async (route) => {
        const pack = (await (await route.fetch()).json()) as Record<string, unknown>;
        await route.fulfill({ json: { ...pack, zh: { sentences: [], classes: {} } } });
      });
    },
  });
  await kiosk.until('ears-ready', { timeoutMs: 90_000 });
  const lost = await openOnGrid(kiosk, USUAL_LOSS);
  const openedMs = (await kiosk.now()) - 1_500;
  await kiosk.page.waitForTimeout((atS + 2) * 1000);
  const heard = clips.map(() => '');
  let startedMs = 0;
  for (const event of await kiosk.trace()) {
    if (event.type === 'speech-started' || event.type === 'barge-in') startedMs = event.atMs;
    if (event.type !== 'heard' || event.language !== 'zh') continue;
    const clip = starts.findLastIndex((start) => (startedMs - openedMs) / 1000 > start - 0.6);
    if (clip >= 0) heard[clip] += event.raw;
  }
  let errors = 0;
  let characters = 0;
  for (const [i, [file, { fp32 }]] of clips.entries()) {
    cases.push({ figure: 'microphoneCerToGolden', input: file, expected: fp32, got: heard[i]! });
    errors += editDistance(heard[i]!, fp32);
    characters += fp32.length;
  }
  cases.push({ figure: 'microphoneCerToGolden', input: 'samples lost when opening, made up for by the lead', expected: null, got: lost });
  return { microphoneCerToGolden: round(errors / characters, 4) };
}

function shifted(pcm: Float32Array, by: number): Float32Array {
  const out = new Float32Array(pcm.length + by).fill(1e-4);
  out.set(pcm, by);
  return out;
}
