import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { resample } from '../../src/core/audio/resampler.ts';
import { loadFlite } from '../../src/engines/tts/node.ts';
import { offline, openKiosk, tape, type KioskPage } from '../helpers/kiosk-page.ts';

const answers = async (kiosk: KioskPage, question = '云朵水壶多少钱', fact = '¥129') => {
  const start = await kiosk.now();
  await kiosk.say(question);
  await kiosk.until('reply', { afterMs: start });
  await kiosk.page.waitForFunction((wanted) => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-say')!.shadowRoot!.textContent!.includes(wanted), fact);
};

describe('the microphone', () => {
  test('denied: she says so, and can be typed to', async () => {
    await using kiosk = await openKiosk({ search: 'body=off', grantMicrophone: false });
    await kiosk.until('usable');
    await kiosk.page.locator('.mic').click();
    await kiosk.untilNote(/没有得到允许/);
    await answers(kiosk);
  });

  test('unplugged in the middle: she says so, and goes on when it is back', async () => {
    await using kiosk = await openKiosk({ search: 'body=off', prepare: (page) => page.addInitScript(() => {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await real(constraints);
        (window as unknown as { unplug: () => void }).unplug = () => { for (const track of stream.getTracks()) { track.stop(); track.dispatchEvent(new Event('ended')); } };
        return stream;
      };
    }) });
    await kiosk.until('usable');
    await kiosk.page.locator('.mic').click();
    await kiosk.page.locator('.mic.on').waitFor();
    await kiosk.page.evaluate(() => (window as unknown as { unplug: () => void }).unplug());
    await kiosk.untilNote(/断开/);
    await kiosk.page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
    await kiosk.page.locator('.mic.on').waitFor();
  });

  test('turned off in mid-sentence: the sentence is dropped, and she does not listen for ever', async () => {
    const { pcm, sampleRateHz } = (await loadFlite()).speak({ text: 'I would like to know where I can find the headphones and the kettles and the humidifiers and everything else that you have' });
    await using kiosk = await openKiosk({ models: offline, search: 'body=off&lang=en', microphone: tape(1.5, resample(pcm, sampleRateHz, 16_000), 5) });
    // Mandarin comes last: when it could not be had, everything before it is ready.
    await kiosk.untilNote(/Mandarin hearing/);
    await kiosk.page.locator('.mic').click();
    await kiosk.until('speech-started');
    await kiosk.page.locator('.mic').click();
    await expect.poll(async () => (await kiosk.read()).phase, { timeout: 5_000 }).toBe('waiting');
  });

  test('on a page of plain http: she says why there is none', async () => {
    await using kiosk = await openKiosk({ search: 'body=off', host: 'shop.test', flags: ['--host-resolver-rules=MAP shop.test 127.0.0.1'] });
    await kiosk.until('usable');
    await kiosk.page.locator('.mic').click();
    await kiosk.untilNote(/https/);
    await answers(kiosk);
  });
});

describe('files', () => {
  test('a damaged model is not used, and everything else works', async () => {
    await using kiosk = await openKiosk({ search: 'body=off', models: { open: async (_, file) => new Uint8Array(file === 'network.onnx' ? 3_031_853 : 34_046) } });
    await kiosk.untilNote(/中文听力：文件损坏/);
    await answers(kiosk);
  });

  test('a truncated avatar is told, and she answers without a body', async () => {
    const whole = readFileSync('avatars/clerk.vrm');
    await using kiosk = await openKiosk({ prepare: (page) => page.route('**/avatars/clerk.vrm', (route) => route.fulfill({ body: whole.subarray(0, 100_000), contentType: 'application/octet-stream' })) });
    await kiosk.untilNote(/形象：文件损坏/);
    await answers(kiosk);
  });

  test('a shop pack that is broken closes the shop with a clear word', async () => {
    await using kiosk = await openKiosk({ prepare: (page) => page.route('**/shop/pack.json', (route) => route.fulfill({ body: '{"id":"x"' })) });
    await expect.poll(() => kiosk.page.locator('.broken').textContent(), { timeout: 20_000 }).toContain('npm run shop -- check');
  });

  test('no WebGL: she answers without a body', async () => {
    await using kiosk = await openKiosk({ flags: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'] });
    await kiosk.untilNote(/形象/);
    await answers(kiosk);
  });
});

describe('a worker that dies', () => {
  test.each([['the mind', 'intent'], ['the voice', 'voice-zh']])('%s: the next sentence works', async (_, name) => {
    await using kiosk = await openKiosk({ search: 'body=off' });
    await kiosk.until('ears-ready', { timeoutMs: 90_000 }).catch(() => {});
    await answers(kiosk);
    // Playwright does not tell the names of workers; their scripts do.
    const worker = kiosk.page.workers().find((candidate) => candidate.url().includes(name === 'intent' ? 'intent.worker' : 'espeak.worker'))!;
    await worker.evaluate(() => { setTimeout(() => { throw new Error('killed by a test'); }); });
    await kiosk.page.waitForTimeout(100);
    const start = await kiosk.now();
    await answers(kiosk, '小星自清洁版多少钱', '¥2699');
    await kiosk.until('first-sound', { afterMs: start });
  });
});
