import { Failure } from '../shared/failure.ts';

export interface Recording {
  /** Mono, [-1, 1]. */
  readonly pcm: Float32Array;
  readonly sampleRateHz: number;
}

/**
 * Reads a RIFF/WAVE file: PCM of 8, 16, 24 or 32 bit or IEEE float of 32 bit, any number of channels (mixed to mono).
 * Source: Microsoft "Multimedia Programming Interface and Data Specifications 1.0", chapter 3.
 * @throws Failure `invalid-input` when it is no such file
 */
export function readWav(bytes: Uint8Array): Recording {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') throw new Failure('invalid-input', 'not a RIFF/WAVE file');
  let format: { code: number; channels: number; sampleRateHz: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(view, at) === 'fmt ' && body + 16 <= bytes.length) {
      const code = view.getUint16(body, true);
      format = { code: code === 0xfffe && size >= 26 ? view.getUint16(body + 24, true) : code, channels: view.getUint16(body + 2, true), sampleRateHz: view.getUint32(body + 4, true), bits: view.getUint16(body + 14, true) };
    } else if (tag(view, at) === 'data') {
      if (!format) throw new Failure('invalid-input', 'the WAVE file has no format before its data');
      return { pcm: samplesOf(view, body, Math.min(size, bytes.length - body), format), sampleRateHz: format.sampleRateHz };
    }
    at = body + size + (size & 1);
  }
  throw new Failure('invalid-input', 'the WAVE file has no data');
}

/** A mono WAVE file of 16 bit; samples outside [-1, 1] are clipped. */
export function writeWav({ pcm, sampleRateHz }: Recording): Uint8Array {
  const view = new DataView(new ArrayBuffer(44 + pcm.length * 2));
  const put = (at: number, text: string) => { for (let i = 0; i < text.length; i += 1) view.setUint8(at + i, text.charCodeAt(i)); };
  put(0, 'RIFF');
  view.setUint32(4, 36 + pcm.length * 2, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  put(36, 'data');
  view.setUint32(40, pcm.length * 2, true);
  for (let i = 0; i < pcm.length; i += 1) view.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, pcm[i]!)) * 32767), true);
  return new Uint8Array(view.buffer);
}

function samplesOf(view: DataView, start: number, length: number, { code, channels, bits }: { code: number; channels: number; bits: number }): Float32Array {
  const bytesEach = bits / 8;
  const read = SAMPLE_READERS[`${code}/${bits}`];
  if (!read || channels < 1) throw new Failure('invalid-input', `WAVE format ${code} with ${bits} bit and ${channels} channels is not supported`);
  const frames = Math.floor(length / (bytesEach * channels));
  const pcm = new Float32Array(frames);
  for (let i = 0; i < frames; i += 1) {
    let sum = 0;
    for (let c = 0; c < channels; c += 1) sum += read(view, start + (i * channels + c) * bytesEach);
    pcm[i] = sum / channels;
  }
  return pcm;
}

const SAMPLE_READERS: Record<string, (view: DataView, at: number) => number> = {
  '1/8': (view, at) => (view.getUint8(at) - 128) / 128,
  '1/16': (view, at) => view.getInt16(at, true) / 32768,
  '1/24': (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8388608,
  '1/32': (view, at) => view.getInt32(at, true) / 2147483648,
  '3/32': (view, at) => view.getFloat32(at, true),
};

function tag(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
