import { readFile } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { MPEGDecoder } from 'mpg123-decoder';
import { resample } from '../core/audio/resampler.ts';
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

/** The same at 16 kHz, as the ears want it. */
export async function readSpeech(path: string): Promise<Float32Array> {
  const { pcm, sampleRateHz } = await readAudio(path);
  return resample(pcm, sampleRateHz, 16_000);
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
  return { pcm, sampleRateHz: sampleRate };
}
