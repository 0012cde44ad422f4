import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readManifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';
import { resample } from '../../src/core/audio/resampler.ts';
import { loadFlite } from '../../src/engines/tts/node.ts';
import type { Flite } from '../../src/engines/tts/flite/flite.ts';
import { readSpeech } from '../../src/tools/read-audio.ts';
import { describeWithFixtures, fixture } from '../helpers/fixtures.ts';
import { offline, openKiosk, tape } from '../helpers/kiosk-page.ts';

let flite: Flite;
beforeAll(async () => { flite = await loadFlite(); });
const english = (text: string) => {
  const { pcm, sampleRateHz } = flite.speak({ text });
  return resample(pcm, sampleRateHz, 16_000);
};

describe('with nothing but npm ci, and no network', () => {
  test('a visitor types in both languages, speaks English, and the page says which ears she has', async () => {
    await using kiosk = await openKiosk({ models: offline, microphone: tape(2, english('How much is the cloud kettle?'), 12), search: 'lang=en' });
    await kiosk.until('first-frame', { timeoutMs: 90_000 });
    await kiosk.untilNote(/Mandarin hearing/);
    await kiosk.say('耳机在哪里');
    await kiosk.until('reply');
    expect((await kiosk.read()).said).toContain('一楼 A2');
    const start = await kiosk.now();
    await kiosk.page.locator('.mic').click();
    await kiosk.until('final', { afterMs: start });
    await kiosk.until('first-sound', { afterMs: start });
    const seen = await kiosk.read();
    expect(seen.heard).toContain('how much is the cloud kettle');
    expect(seen.said).toContain('¥129');
    expect(seen.placeholder).toContain('Listening');
    expect(kiosk.foreignRequests).toEqual([]);
  });
});

test('speech interrupts her: silence within 150 ms (in a browser that gives the sound by way of the audio graph only)', async () => {
  const words = english('Excuse me, where are the headphones?');
  await using kiosk = await openKiosk({
    // Where the machine is so slow that she was not speaking yet, the next one finds her at the answer to the one before.
    models: offline, microphone: tape(7, words, 3, words, 4, words, 5, words, 10), search: 'lang=en',
    prepare: (page) => page.addInitScript(() => { Reflect.deleteProperty(window, 'MediaStreamTrackProcessor'); }),
  });
  await kiosk.until('first-frame', { timeoutMs: 90_000 });
  // Mandarin comes last: when it could not be had, everything before it is ready.
  await kiosk.untilNote(/Mandarin hearing/);
  await kiosk.page.locator('.mic').click();
  await kiosk.page.waitForTimeout(2_500);
  await kiosk.say('how much is delivery');
  const sound = await kiosk.until('first-sound');
  const interrupted = await kiosk.until('barge-in', { afterMs: sound.atMs });
  const silenced = await kiosk.until('silenced', { afterMs: sound.atMs });
  expect(silenced.atMs - interrupted.atMs).toBeLessThan(150);
  await kiosk.until('final', { afterMs: interrupted.atMs });
  expect(kiosk.errors).toEqual([]);
});

describeWithFixtures('spoken Mandarin', ['speech/zh/audio-cmn/cmn-厕所.mp3', 'asr/fsmn-ctc-zh/kwsr.net'], () => {
  test('a word of the shop is heard, shown in its spelling and answered', async () => {
    await using kiosk = await openKiosk({ microphone: tape(2, await readSpeech(fixture('speech/zh/audio-cmn/cmn-厕所.mp3')), 10) });
    await kiosk.until('ears-ready', { timeoutMs: 90_000 });
    await kiosk.page.locator('.mic').click();
    await kiosk.until('first-sound');
    const seen = await kiosk.read();
    expect(seen.heard).toContain('厕所');
    expect(seen.said).toContain('洗手间');
  });

  test('speech that is none of the shop\'s is neither written nor answered, but met with choices', async () => {
    await using kiosk = await openKiosk({ microphone: tape(2, await readSpeech(fixture('speech/zh/xiaoyun/20200707_spk57db_storenoise52db_40cm_xiaoyun_sox_10.wav')), 8) });
    await kiosk.until('ears-ready', { timeoutMs: 90_000 });
    await kiosk.page.locator('.mic').click();
    await kiosk.until('final');
    await kiosk.page.waitForFunction(() => /没听清/.test(document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-say')!.shadowRoot!.textContent ?? ''));
    expect((await kiosk.read()).heard).toBe('');
    expect(await kiosk.page.locator('yb-asks button').count()).toBeGreaterThan(2);
  });

  test('Mandarin hearing joins by itself when the network is back', async () => {
    const real = new ModelShelf({ manifest: await readManifest(), source: fixture(), cache: resolve('.cache/models') });
    let isOnline = false;
    await using kiosk = await openKiosk({ search: 'body=off', models: { open: (id, file) => (isOnline ? real.open(id, file) : offline.open()) } });
    await kiosk.untilNote(/中文听力：网络断了/);
    isOnline = true;
    await kiosk.page.evaluate(() => dispatchEvent(new Event('online')));
    await kiosk.untilNote(/^(?![^]*中文听力)/);
  });

  test('on WebGPU the same sentence is heard the same', async () => {
    // A software adapter may be too slow for speech: the word is said again until it is heard.
    const spoken = await readSpeech(fixture('speech/zh/audio-cmn/cmn-厕所.mp3'));
    await using kiosk = await openKiosk({ microphone: tape(2, ...Array.from({ length: 8 }, () => [spoken, 12]).flat()), search: 'backend=webgpu&body=off', flags: ['--enable-unsafe-webgpu'], prepare: (page) => page.route(/\/(ears|mind)\//, (route) => route.abort()) });
    // It takes every core there is: English, which comes last, is left out.
    await kiosk.untilNote(/英文理解：/);
    await kiosk.page.locator('.mic').click();
    await kiosk.page.waitForFunction(() => (window as unknown as { traced: { type: string; text?: string }[] }).traced.some(({ type, text }) => type === 'heard' && text?.includes('厕所')), undefined, { timeout: 120_000 });
  });
});
