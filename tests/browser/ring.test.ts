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

/** A machine may be busy: how fast a sound device wakes up is no part of this. */
const WAIT = { timeout: 20_000, interval: 5 };

async function untilRung(heard: ReturnType<typeof listenIn>): Promise<void> {
  // What the analyser holds of an earlier ring is none.
  await expect.poll(heard.state, WAIT).toBe('running');
  await expect.poll(heard.peak, WAIT).toBeGreaterThan(0.1);
}

test('a ring sounds after a touch, ends when somebody has seen to it, and holds the loudspeaker no longer than it sounds', async () => {
  const heard = listenIn();
  ring('before any touch');
  expect(heard.state()).toBeUndefined();
  readyToRing();
  await expect.poll(heard.state, WAIT).toBe('suspended');
  ring('one');
  await untilRung(heard);
  hush();
  await expect.poll(heard.state, WAIT).toBe('suspended');
  const startedMs = performance.now();
  ring('two');
  await untilRung(heard);
  await expect.poll(heard.state, WAIT).toBe('suspended');
  // It was heard to its end.
  expect(performance.now() - startedMs).toBeGreaterThan(600);
});
