import { resample } from '../src/core/audio/resampler.ts';
import { loadFlite } from '../src/engines/tts/node.ts';
import { readSpeech } from '../src/tools/read-audio.ts';
import { openKiosk, tape, type KioskPage, type Traced } from '../tests/helpers/kiosk-page.ts';
import { median, quantile, round, type Case } from './measurement.ts';

/** Real recordings of one speaker, each a thing a visitor says; and English sentences by flite, for want of recordings of them. */
const WORDS = ['厕所', '发票', '会员', '优惠', '电梯', '付款', '价格', '帮助', '价钱', '便宜', '谢谢', '现金', '帮忙', '电池', '经理', '多少'];
const SENTENCES = ['can i pay by card', 'what time do you close', 'where are the headphones', 'do you deliver', 'where is the toilet', 'how much is parking', 'what can you do', 'i want to return this'];
const TURN_S = 10;
const INTERRUPTIONS = 6;

/** Turns by voice with her on screen, interruptions, and what a whole visit asks for and leaves. */
export async function measureTurns(models: string, cases: Case[]): Promise<Record<string, number>> {
  const flite = await loadFlite();
  const english = SENTENCES.map((text) => {
    const { pcm, sampleRateHz } = flite.speak({ text });
    return resample(pcm, sampleRateHz, 16_000);
  });
  const words = await Promise.all(WORDS.map((word) => readSpeech(`${models}/speech/zh/audio-cmn/cmn-${word}.mp3`)));
  const said = [...WORDS, ...SENTENCES];
  const turns = [...words, ...english].flatMap((pcm) => [pcm, TURN_S - Math.ceil(pcm.length / 480) * 0.03]);
  const interruption = words[0]!;
  await using kiosk = await openKiosk({ microphone: tape(3, ...turns, ...Array.from({ length: INTERRUPTIONS }, () => [6, interruption, 4]).flat()), viewport: { width: 1080, height: 1920 } });
  const usable = await firstAnswer(kiosk, cases);
  await Promise.all([kiosk.until('first-frame', { timeoutMs: 120_000 }), kiosk.until('ears-ready', { timeoutMs: 120_000 })]);
  await kiosk.page.waitForTimeout(4_000);
  await kiosk.page.locator('.mic').click();
  await kiosk.page.locator('.mic.on').waitFor();
  const start = await kiosk.now();
  await kiosk.page.waitForTimeout((3 + TURN_S * said.length) * 1000);
  const middle = await kiosk.now();
  for (let i = 0; i < INTERRUPTIONS; i += 1) {
    // Asked so that she is in the middle of a long answer when the visitor's word comes.
    await waitUntil(kiosk, middle + i * (10_000 + interruption.length / 16) + 3_200);
    await kiosk.say('我要退货');
  }
  await kiosk.page.waitForTimeout(9_000);
  const trace = await kiosk.trace();
  const delays = firstSounds(trace.filter(({ atMs }) => atMs > start && atMs < middle), said, cases);
  const silences = interruptions(trace.filter(({ atMs }) => atMs >= middle), cases);
  const drawn = trace.filter(({ type, atMs }) => type === 'frame' && atMs > start && atMs < middle).length;
  const updates = trace.flatMap((event) => (event.type === 'frame' ? [event.updateMs] : []));
  cases.push({ figure: 'updateCpuMsPerFrame', input: `${updates.length} frames`, expected: null, got: round(median(updates)) });
  await kiosk.page.locator('.mic').click();
  await kiosk.page.evaluate(() => document.querySelector('yb-kiosk')!.dispatchEvent(new CustomEvent('yb-leave')));
  await kiosk.until('wiped', { afterMs: middle });
  const leftovers = await kiosk.leftovers();
  cases.push({ figure: 'leftoversAfterWipe', input: 'all turns above', expected: '', got: leftovers.join(' ') });
  cases.push({ figure: 'thirdPartyRequests', input: 'all turns above', expected: '', got: kiosk.foreignRequests.join(' ') });
  return {
    usableBeforeFirstFrame: usable,
    firstSoundAfterEndpointMs: round(median(delays), 0),
    firstSoundAfterEndpointP95Ms: round(quantile(delays, 0.95), 0),
    bargeInToSilenceMs: round(quantile(silences, 0.95), 0),
    updateCpuMsPerFrame: round(median(updates)),
    framesPerSecond: round(drawn / ((middle - start) / 1000), 1),
    leftoversAfterWipe: leftovers.length,
    thirdPartyRequests: kiosk.foreignRequests.length,
  };
}

/** 1 when a typed question is answered before her first frame. */
async function firstAnswer(kiosk: KioskPage, cases: Case[]): Promise<number> {
  await kiosk.until('usable');
  await kiosk.say('你们几点关门');
  const { atMs } = await kiosk.until('reply');
  const frame = await kiosk.until('first-frame', { timeoutMs: 120_000 });
  cases.push({ figure: 'usableBeforeFirstFrame', input: 'typed at once', expected: `before ${round(frame.atMs, 0)} ms`, got: `${round(atMs, 0)} ms` });
  return Number(atMs < frame.atMs);
}

function firstSounds(trace: readonly Traced[], said: readonly string[], cases: Case[]): number[] {
  const endpoints = trace.filter(({ type }) => type === 'endpoint');
  return endpoints.flatMap((endpoint, i) => {
    const next = endpoints[i + 1]?.atMs ?? Infinity;
    const sound = trace.find(({ type, atMs }) => type === 'first-sound' && atMs > endpoint.atMs && atMs < next);
    const heard = trace.find((event) => event.type === 'heard' && event.atMs > endpoint.atMs && event.atMs < next);
    if (!sound) return [];
    cases.push({ figure: 'firstSoundAfterEndpointMs', input: said[i] ?? '', expected: heard?.type === 'heard' ? heard.text : null, got: round(sound.atMs - endpoint.atMs, 0) });
    return [sound.atMs - endpoint.atMs];
  });
}

function interruptions(trace: readonly Traced[], cases: Case[]): number[] {
  return trace.filter(({ type }) => type === 'barge-in').flatMap((confirmed) => {
    const silent = trace.find(({ type, atMs }) => type === 'silenced' && atMs >= confirmed.atMs);
    if (!silent) return [];
    cases.push({ figure: 'bargeInToSilenceMs', input: WORDS[0]!, expected: null, got: round(silent.atMs - confirmed.atMs, 0) });
    return [silent.atMs - confirmed.atMs];
  });
}

async function waitUntil(kiosk: KioskPage, atMs: number): Promise<void> {
  await kiosk.page.waitForTimeout(Math.max(0, atMs - (await kiosk.now())));
}
