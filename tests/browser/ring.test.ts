import { expect, test } from 'vitest';
import { hush, readyToRing, ring } from '../../src/surfaces/desk/ring.ts';

/** What a page's only AudioContext gives to the loudspeaker. */
function listenIn(): { state(): AudioContextState | undefined; peak(): number } {
  let made: AudioContext | undefined;
  let analyser: AnalyserNode | undefined;
  globalThis.AudioContext = new Proxy(AudioContext, {
    construct: (Real) => {
      const context = (made = new Real());
      const heard = (analyser = context.createAnalyser());
      heard.connect(context.destination);
      Object.defineProperty(context, 'destination', { value: heard });
      return context;
    },
  });
  return {
    state: () => made?.state,
    peak: () => {
      const samples = new Float32Array(analyser?.fftSize ?? 0);
      analyser?.getFloatTimeDomainData(samples);
      return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    },
  };
}

test('a ring sounds after a touch, ends when somebody has seen to it, and holds the loudspeaker no longer than it sounds', async () => {
  const heard = listenIn();
  ring('before any touch');
  expect(heard.state()).toBeUndefined();
  readyToRing();
  await expect.poll(heard.state).toBe('suspended');
  ring('one');
  await expect.poll(heard.peak, { interval: 5 }).toBeGreaterThan(0.1);
  expect(heard.state()).toBe('running');
  hush();
  await expect.poll(heard.state).toBe('suspended');
  ring('two');
  await expect.poll(heard.peak, { interval: 5 }).toBeGreaterThan(0.1);
  await expect.poll(heard.state, { timeout: 5_000 }).toBe('suspended');
});
