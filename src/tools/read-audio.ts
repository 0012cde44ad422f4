import { readFile } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { MPEGDecoder } from 'mpg123-decoder';
import { readWav, type Recording } from '../core/audio/wav.ts';
import { Failure } from '../core/shared/failure.ts';

/** A recording (WAV, FLAC or MP3, told by its first bytes) as mono. @throws Failure `invalid-input` */
export async function readAudio(path: string): Promise<Recording> {
  const bytes = new Uint8Array(await readFile(path).catch((error: unknown) => { throw new Failure('not-found', `${path} cannot be read`, { cause: error }); }));
  const tag = String.fromCharCode(...bytes.subarray(0, 4));
  if (tag === 'RIFF') return readWav(bytes);
  if (tag === 'fLaC') return decode(new FLACDecoder(), bytes, path);
  if (tag.startsWith('ID3') || (bytes[0] === 0xff && (bytes[1]! & 0xe0) === 0xe0)) return decode(new MPEGDecoder(), bytes, path);
  throw new Failure('invalid-input', `${path} is no WAV, FLAC or MP3 file`);
}

const SPEECH_HZ = 16_000;

/**
 * The same at 16 kHz, as the ears want it: interpolated linearly, as the reference transcripts of the recogniser were made. (The page uses a
 * proper low pass; on 128 recorded words at 22 kHz both make the same number of errors, but not the same ones.)
 */
export async function readSpeech(path: string): Promise<Float32Array> {
  const { pcm, sampleRateHz } = await readAudio(path);
  if (sampleRateHz === SPEECH_HZ) return pcm;
  const step = sampleRateHz / SPEECH_HZ;
  return Float32Array.from({ length: Math.floor(pcm.length / step) }, (_, i) => {
    const position = i * step;
    const before = Math.floor(position);
    const share = position - before;
    return pcm[before]! * (1 - share) + pcm[Math.min(before + 1, pcm.length - 1)]! * share;
  });
}

interface Decoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  free(): void;
}
interface Decoded { readonly channelData: readonly Float32Array[]; readonly samplesDecoded: number; readonly sampleRate: number }

async function decode(decoder: Decoder, bytes: Uint8Array, path: string): Promise<Recording> {
  await decoder.ready;
  const { channelData, samplesDecoded, sampleRate } = await decoder.decode(bytes);
  decoder.free();
  const [first, ...others] = channelData;
  if (!first || samplesDecoded === 0) throw new Failure('invalid-input', `${path} holds no sound`);
  const pcm = first.slice(0, samplesDecoded);
  for (const channel of others) for (let i = 0; i < pcm.length; i += 1) pcm[i]! += channel[i]!;
  if (others.length > 0) for (let i = 0; i < pcm.length; i += 1) pcm[i]! /= channelData.length;
  // As PCM of 16 bit, which is what decoders are compared by.
  return { pcm: pcm.map((sample) => Math.round(sample * 32_768) / 32_768), sampleRateHz: sampleRate };
}
