import { readFileSync } from 'node:fs';
import { editDistance } from '../src/core/shared/edit-distance.ts';
import { readSpeech } from '../src/tools/read-audio.ts';
import { openKiosk, tape } from '../tests/helpers/kiosk-page.ts';
import { round, type Case } from './measurement.ts';

/** Seconds between recordings on the tape: longer than the silence that ends an utterance. */
const GAP_S = 2.4;
/** Seconds of quiet room before the first. */
const OPENING_S = 2;

/**
 * Recordings through the real microphone path of the page (the device's rate, conversion to 16 kHz, voice detection and its cuts), without phrases, against the
 * golden transcripts of the whole files. Every third command and all AISHELL clips; all of them with BENCH_FULL=1.
 */
export async function measureMicrophone(models: string, cases: Case[]): Promise<Record<'microphoneCerToGolden', number>> {
  const golden = (JSON.parse(readFileSync(`${models}/asr/fsmn-ctc-zh/golden.json`, 'utf8')) as { clips: Record<string, { fp32: string }> }).clips;
  const clips = Object.entries(golden).filter(([file]) => /xiaoyun|aishell/.test(file)).filter(([file], i) => process.env['BENCH_FULL'] === '1' || file.includes('aishell') || i % 3 === 0);
  const parts: (Float32Array | number)[] = [OPENING_S];
  const starts: number[] = [];
  let atS = OPENING_S;
  for (const [file] of clips) {
    const pcm = await readSpeech(`${models}/${file}`);
    starts.push(atS);
    parts.push(pcm, GAP_S);
    atS += (Math.ceil(pcm.length / 480) * 480) / 16_000 + GAP_S;
  }
  await using kiosk = await openKiosk({
    microphone: tape(...parts), search: 'body=off',
    prepare: async (page) => {
      // She stays silent, so that only the ears are measured.
      await page.route('**/assets/{espeak,flite}*', (route) => route.abort());
      await page.route('**/shop/hearing.json', async (route) => {
        const pack = (await (await route.fetch()).json()) as Record<string, unknown>;
        await route.fulfill({ json: { ...pack, zh: { sentences: [], classes: {} } } });
      });
    },
  });
  await kiosk.until('ears-ready', { timeoutMs: 90_000 });
  await kiosk.page.locator('.mic').click();
  const openedMs = await kiosk.now();
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
  return { microphoneCerToGolden: round(errors / characters, 4) };
}
