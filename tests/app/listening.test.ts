import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Listening, type ListeningOptions } from '../../src/app/listening.ts';
import { rms } from '../../src/core/audio/level.ts';
import { resample } from '../../src/core/audio/resampler.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import type { Recogniser, Transcript } from '../../src/ports/recogniser.ts';
import { readSpeech } from '../../src/tools/read-audio.ts';
import { describeWithFixtures, fixture } from '../helpers/fixtures.ts';
import { loadSilero } from '../../src/engines/vad/node.ts';
import type { Silero } from '../../src/engines/vad/silero.ts';
import { loadEspeak, loadFlite } from '../../src/engines/tts/node.ts';
import type { Synthesiser } from '../../src/engines/tts/contract.ts';

const BLOCK = 512;
let silero: Silero;
let voices: { visitor: Synthesiser; clerk: Synthesiser };
beforeAll(async () => {
  silero = await loadSilero();
  voices = { visitor: await loadFlite(), clerk: await loadEspeak() };
});

const transcript: Transcript = { language: 'zh', engine: 'fake', text: 'x', understood: 'x', accepted: true, confidence: 1, clarity: 1, alternatives: [], nBest: [] };

/** A recogniser that counts the samples it is given. */
function counting() {
  const heard = { samples: 0, context: -1, aborted: 0 };
  const recogniser: Recogniser = {
    language: 'zh', load: async () => {}, [Symbol.dispose]() {},
    open: ({ contextSamples = 0 } = {}) => {
      heard.context = contextSamples;
      return { push: (pcm) => { heard.samples += pcm.length; }, peek: async () => transcript, finish: async () => transcript, abort: () => { heard.aborted += 1; } };
    },
  };
  return { recogniser, heard };
}

function speech(voice: Synthesiser, text: string, level = 1): Float32Array {
  const { pcm, sampleRateHz } = voice.speak({ text });
  return resample(pcm, sampleRateHz, 16_000).map((sample) => sample * level);
}

function room(seconds: number, ...sounds: { pcm: Float32Array; atS: number }[]): Float32Array {
  const random = seededRandom(9);
  const out = Float32Array.from({ length: Math.ceil((seconds * 16_000) / BLOCK) * BLOCK }, () => (random() - 0.5) * 0.002);
  for (const { pcm, atS } of sounds) pcm.forEach((sample, i) => { if (atS * 16_000 + i < out.length) out[Math.round(atS * 16_000) + i]! += sample; });
  return out;
}

/** Plays a microphone recording, with what she plays beside it, through the whole of hearing; block by block, as fast as it goes. */
async function listen(microphone: Float32Array, played?: Float32Array, recogniser: Recogniser = counting().recogniser) {
  silero.reset();
  const events: { type: string; atS: number }[] = [];
  const raisedDb: number[] = [];
  let block = 0;
  const note = (type: string) => () => void events.push({ type, atS: (block * BLOCK) / 16_000 });
  const options: ListeningOptions = { voiceProbability: (pcm) => silero.push(pcm), resetVoice: () => silero.reset(), recognisers: () => [recogniser], onStarted: note('started'), onPartial: () => {}, onPaused: note('paused'), onEndpoint: note('ended'), onHeard: (_, voice) => { note('heard')(); raisedDb.push(voice.raisedDb); } };
  const listening = new Listening(options);
  for (; (block + 1) * BLOCK <= microphone.length; block += 1) {
    const level = played ? rms(played.slice(block * BLOCK, (block + 1) * BLOCK)) : 0;
    listening.push(microphone.slice(block * BLOCK, (block + 1) * BLOCK), level);
    await new Promise((resolve) => setImmediate(resolve));
    await vi.waitFor(() => expect(listening.isIdle).toBe(true), { interval: 1, timeout: 5000 });
  }
  return { events, types: events.map(({ type }) => type), raisedDb, listening };
}

describe('a visitor speaks', () => {
  test('one utterance from first sound to endpoint, with its beginning', async () => {
    const { recogniser, heard } = counting();
    const sentence = speech(voices.visitor, 'Where are the headphones?');
    const { types, events } = await listen(room(5, { pcm: sentence, atS: 1.5 }), undefined, recogniser);
    expect(types).toEqual(['started', 'paused', 'ended', 'heard']);
    expect(events[0]!.atS).toBeGreaterThan(1.5);
    expect(events[0]!.atS).toBeLessThan(2.1);
    expect(heard.samples - heard.context).toBeGreaterThan(sentence.length);
    expect(heard.context % 480).toBe(0);
  });

  test('noise, clicks and silence are no utterance', async () => {
    const random = seededRandom(4);
    const noise = Float32Array.from({ length: 48_000 }, () => (random() - 0.5) * 0.2);
    const clicks = new Float32Array(48_000);
    for (let i = 0; i < clicks.length; i += 7_000) clicks.fill(0.8, i, i + 30);
    expect((await listen(room(3, { pcm: noise, atS: 0 }))).types).toEqual([]);
    expect((await listen(room(3, { pcm: clicks, atS: 0 }))).types).toEqual([]);
  });

  test('a voice that is raised is told from one that goes on as before', async () => {
    const sentences = [0.15, 0.14, 0.6, 0.15].map((level, i) => ({ pcm: speech(voices.visitor, 'Where are the headphones?', level), atS: 1 + i * 4 }));
    const { raisedDb } = await listen(room(18, ...sentences));
    expect(raisedDb).toHaveLength(4);
    expect(raisedDb[0]).toBe(0);
    expect(Math.abs(raisedDb[1]!)).toBeLessThan(2);
    expect(raisedDb[2]).toBeGreaterThan(10);
    expect(Math.abs(raisedDb[3]!)).toBeLessThan(2);
  });

  test('what is forgotten in mid-sentence is dropped', async () => {
    const { recogniser, heard } = counting();
    const { listening } = await listen(room(2.4, { pcm: speech(voices.visitor, 'I would like to know where I can find the headphones'), atS: 0.5 }), undefined, recogniser);
    expect(listening.isBlank).toBe(false);
    listening.forget();
    expect(listening.isBlank).toBe(true);
    expect(heard.aborted).toBe(1);
  });
});

describe('a long stretch', () => {
  test('a monologue of two minutes is cut into utterances, each of which ends', async () => {
    const sentence = speech(voices.visitor, 'I would like to know where I can find the headphones and the kettles and everything else');
    const sounds = Array.from({ length: 24 }, (_, i) => ({ pcm: sentence, atS: 1 + i * (sentence.length / 16_000) }));
    const { types } = await listen(room(123, ...sounds));
    expect(types.filter((type) => type === 'started').length).toBe(types.filter((type) => type === 'ended').length);
    expect(types.filter((type) => type === 'heard').length).toBeGreaterThan(3);
  });
});

describeWithFixtures('recordings in the noise of a shop', ['speech/zh/xiaoyun'], () => {
  test('speech over noise is noticed also after a long quiet time', async () => {
    const noisy = await readSpeech(fixture('speech/zh/xiaoyun/20200707_spk57db_storenoise52db_40cm_xiaoyun_sox_10.wav'));
    expect((await listen(room(40, { pcm: noisy, atS: 28 }))).types).toContain('started');
  });
});

describe('while she speaks', () => {
  const answer = () => speech(voices.clerk, '云朵电热水壶现在一百二十九元，在二楼货架，今天买还送滤网，您要不要再看看别的。');

  test.each([[0.08, 0.06], [0.3, 0.12], [0.7, 0.2]])('her own answer in the microphone (level %f, %f s later) is never a visitor', async (level, delayS) => {
    const hers = answer();
    const played = room(8, { pcm: hers, atS: 0.5 });
    expect((await listen(room(8, { pcm: hers.map((sample) => sample * level), atS: 0.5 + delayS }), played)).types).toEqual([]);
  });

  test('a visitor who speaks over her is heard within half a second', async () => {
    const hers = answer();
    const visitor = speech(voices.visitor, 'Excuse me, where are the headphones?', 1.2);
    const { events } = await listen(room(8, { pcm: hers.map((sample) => sample * 0.1), atS: 0.5 }, { pcm: visitor, atS: 3 }), room(8, { pcm: hers, atS: 0.5 }));
    expect(events[0]).toMatchObject({ type: 'started' });
    expect(events[0]!.atS).toBeGreaterThan(3);
    expect(events[0]!.atS).toBeLessThan(3.8);
  });
});
