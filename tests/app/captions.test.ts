import { describe, expect, test, vi } from 'vitest';
import { Captions } from '../../src/app/captions.ts';
import type { Recogniser, Transcript } from '../../src/ports/recogniser.ts';

const FRAME = 512;
const said = (text: string, clarity: number): Transcript => ({ language: 'zh', engine: 'fake', text, understood: '', accepted: false, confidence: 0, clarity, alternatives: [], nBest: [] });

/** A line on which a loud block is voice; what was said is put into the recogniser's mouth. */
function setUp({ hasDetector = true } = {}) {
  const timers = new Set<{ readonly ms: number; readonly run: () => void }>();
  let heard = said('', 0);
  let push: ((block: Float32Array) => void) | undefined;
  let [open, captured] = [0, 0];
  const recogniser: Recogniser = { language: 'zh', load: async () => {}, [Symbol.dispose]() {}, open: () => {
    open += 1;
    return { push() {}, peek: async () => heard, finish: async () => heard, abort() {} };
  } };
  const captions = new Captions({
    clock: { after: (ms, run) => {
      const timer = { ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    } },
    recogniser: () => recogniser,
    createVad: () => ({
      load: async () => { if (!hasDetector) throw new Error('none'); },
      run: async ({ pcm }) => Float32Array.from({ length: pcm.length / FRAME }, (_, i) => (Math.abs(pcm[i * FRAME]!) > 0.1 ? 1 : 0)),
      reset: async () => {}, [Symbol.dispose]() {},
    }),
    captureTrack: async (_, onAudio) => {
      captured += 1;
      push = onAudio;
      return { [Symbol.dispose]: () => { captured -= 1; push = undefined; } };
    },
  });
  return {
    captions, timers, opened: () => open, captured: () => captured,
    async say(transcript: Transcript) {
      heard = transcript;
      await vi.waitFor(() => expect(push).toBeDefined());
      for (let i = 0; i < 30; i += 1) push!(new Float32Array(FRAME).fill(i < 12 ? 0.3 : 0));
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    },
  };
}

const track = (): MediaStreamTrack => ({}) as MediaStreamTrack;

describe('captions of a person on the line', () => {
  test('what was clear is written down, and what was not is told as that; both go by themselves', async () => {
    const { captions, say, timers } = setUp();
    captions.listenTo(track());
    captions.set(true);
    await say(said('我帮您看看保修', 0.93));
    expect(captions.store.value.caption).toEqual({ text: '我帮您看看保修' });
    await say(said('催阳西穿分测商一', 0.59));
    expect(captions.store.value.caption).toEqual({ text: '' });
    expect(timers.size).toBe(1);
    for (const { run } of timers) run();
    expect(captions.store.value).toEqual({ isOn: true, caption: undefined });
    await say(said('嗯', 0.4));
    expect(captions.store.value.caption).toBeUndefined();
  });

  test('nothing is listened to before captions are wanted, nor after, nor without a person', async () => {
    const { captions, captured, opened, say } = setUp();
    captions.listenTo(track());
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    expect(captured()).toBe(0);
    captions.set(true);
    await say(said('您好', 0.95));
    expect([captured(), opened()]).toEqual([1, 1]);
    // Another agent takes over.
    captions.listenTo(track());
    await vi.waitFor(() => expect(captured()).toBe(1));
    expect(captions.store.value.caption).toBeUndefined();
    captions.listenTo(undefined);
    expect(captured()).toBe(0);
    captions.forget();
    expect(captions.store.value).toEqual({ isOn: false, caption: undefined });
  });

  test('turned off while it is being opened, nothing stays open; without a detector they are off again', async () => {
    const { captions, captured } = setUp();
    captions.listenTo(track());
    captions.set(true);
    captions.set(false);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
    expect(captured()).toBe(0);
    const without = setUp({ hasDetector: false });
    without.captions.listenTo(track());
    without.captions.set(true);
    await vi.waitFor(() => expect(without.captions.store.value.isOn).toBe(false));
  });
});
