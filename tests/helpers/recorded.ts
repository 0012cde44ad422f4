import { existsSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { resample } from '../../src/core/audio/resampler.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { loadFlite } from '../../src/engines/tts/node.ts';
import { readSpeech } from '../../src/tools/read-audio.ts';
import { renderProduct } from '../../src/tools/render-product.ts';
import { filmOf } from './film.ts';
import { fixture } from './fixtures.ts';
import { tape } from './kiosk-page.ts';

/** What a visitor's microphone and an agent's hear, and what their cameras see. */
export interface Recorded {
  /** The visitor's first words are a question in Mandarin; false where there are no recordings, and a machine reads English. */
  readonly isMandarin: boolean;
  /** Mono, 16 kHz. */
  readonly visitor: Float32Array;
  readonly agent: Float32Array;
  /** What the agent says among other words, clearly enough to be written down; undefined without recordings. */
  readonly clear: RegExp | undefined;
  /** y4m files. */
  readonly visitorFilm: string;
  readonly agentFilm: string;
}

const QUESTION = '厕所';
const VISITOR_WORDS = ['价格', '便宜', '什么', '优惠', '付款', '不要'];
const AGENT_WORDS = ['产品', '再见', '为什么'];
/** 我需要问下需要多远到达 */
const CLEAR = { text: /问下需|多远到达/, file: 'fffb071a15834437bbda116b15791c43_9cfc8dcc37a141139b786d303f569f20.wav' } as const;
/** Each tape goes on for so many rounds of its words: a call waits for a slow machine. */
const ROUNDS = 14;

export async function recorded(): Promise<Recorded> {
  const path = (word: string) => fixture('speech', 'zh', 'audio-cmn', `cmn-${word}.mp3`);
  const isMandarin = [QUESTION, ...VISITOR_WORDS, ...AGENT_WORDS].every((word) => existsSync(path(word)));
  const sentence = fixture('speech', 'zh', 'xiaoyun', CLEAR.file);
  const clear = isMandarin && existsSync(sentence) ? CLEAR.text : undefined;
  const flite = await loadFlite();
  const say = (word: string) => {
    if (isMandarin) return readSpeech(path(word));
    const { pcm, sampleRateHz } = flite.speak({ text: `Number ${word.charCodeAt(0) % 97}.` });
    return resample(pcm, sampleRateHz, 16_000);
  };
  const rounds = async (words: readonly string[], seed: number, ...also: readonly Float32Array[]) => {
    const random = seededRandom(seed);
    const spoken = [...also, ...(await Promise.all(words.map(say)))];
    return Array.from({ length: ROUNDS }, () => spoken.flatMap((word) => [word, 0.1 + 2 * random()])).flat();
  };
  return {
    isMandarin, clear,
    visitor: tape(2, await say(QUESTION), 8, ...(await rounds(VISITOR_WORDS, 1))), agent: tape(0.5, ...(await rounds(AGENT_WORDS, 2, ...(clear ? [await readSpeech(sentence)] : [])))),
    visitorFilm: await turning('kettle', 3), agentFilm: await turning('robot', 4),
  };
}

/** A thing that is turned before the camera. */
async function turning(picture: string, seed: number): Promise<string> {
  const random = seededRandom(seed);
  return filmOf(await Promise.all(Array.from({ length: 24 }, () => renderProduct({ id: picture, picture, tint: '#e8e4dc' }, random))), 640, 480);
}

const PER_SECOND = 50;
const LISTENED_S = 14;
const WINDOW = 5 * PER_SECOND;
const FLOOR_DB = -50;

/** What the other side of a call says arrives, and is what went into its microphone: loudness over time is compared, wherever in the tape it is. A machine that is busy with a new call may drop some at first. */
export async function expectHeard(page: Page, said: Float32Array, other: Float32Array): Promise<void> {
  const [own, foreign] = [envelopeOf(said), envelopeOf(other)];
  await expect.poll(async () => {
    const heard = await envelopeHeard(page);
    const match = bestMatch(heard, own);
    return match > bestMatch(heard, foreign) ? match : 0;
  }, { timeout: 70_000, interval: 0 }).toBeGreaterThan(0.8);
}

function envelopeHeard(page: Page): Promise<number[]> {
  return page.evaluate(async ([perSecond, seconds]) => {
    const sound = [...document.querySelectorAll<HTMLAudioElement>('body > audio')].find(({ srcObject }) => srcObject instanceof MediaStream && srcObject.getAudioTracks().some(({ readyState }) => readyState === 'live'));
    if (!sound) throw new Error('nobody is heard');
    const context = new AudioContext({ sampleRate: 16_000 });
    const analyser = new AnalyserNode(context, { fftSize: 32_768 });
    context.createMediaStreamSource(sound.srcObject as MediaStream).connect(analyser);
    const size = context.sampleRate / perSecond!;
    const levels: number[] = [];
    const samples = new Float32Array(analyser.fftSize);
    // By the sound's clock: timers of a busy page come when they can.
    let done = context.currentTime;
    const end = done + seconds!;
    while (done < end) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const now = context.currentTime;
      analyser.getFloatTimeDomainData(samples);
      const fresh = samples.subarray(Math.max(0, samples.length - Math.round((now - done) * context.sampleRate)));
      for (let at = 0; at + size <= fresh.length; at += size) levels.push(Math.sqrt(fresh.subarray(at, at + size).reduce((sum, x) => sum + x * x, 0) / size));
      done = now;
    }
    await context.close();
    return levels;
  }, [PER_SECOND, LISTENED_S]);
}

function envelopeOf(pcm: Float32Array): number[] {
  const size = 16_000 / PER_SECOND;
  return Array.from({ length: Math.floor(pcm.length / size) }, (_, i) => Math.sqrt(pcm.subarray(i * size, (i + 1) * size).reduce((sum, x) => sum + x * x, 0) / size));
}

/**
 * Highest correlation of five seconds of what was heard with any part of the tape: over longer a jitter buffer stretches time.
 * @see Pearson; levels in dB, above the floor of a quiet room
 */
function bestMatch(heard: readonly number[], whole: readonly number[]): number {
  const inDb = (levels: readonly number[]) => levels.map((level) => Math.max(FLOOR_DB, 20 * Math.log10(level + 1e-6)));
  const [a, b] = [inDb(heard), inDb(whole)];
  let best = -1;
  for (let from = 0; from + WINDOW <= a.length; from += PER_SECOND / 2) {
    const window = a.slice(from, from + WINDOW);
    // A word or two alone are like many others.
    if (window.filter((level) => level > FLOOR_DB).length < WINDOW / 3) continue;
    for (let lag = 0; lag + WINDOW <= b.length; lag += 1) best = Math.max(best, correlation(window, b.slice(lag, lag + WINDOW)));
  }
  return best;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb || 1);
}
