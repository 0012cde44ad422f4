/**
 * Log-mel features as Kaldi computes them (fbank with energy floor and no dither): 16 kHz PCM in 16-bit scale, 25 ms Hamming windows
 * every 10 ms, DC removed and pre-emphasised by 0.97 within the window, 512-point power spectrum, 80 mel bins from
 * 20 to 8000 Hz, natural log. Source: Kaldi, feat/feature-window.cc and feat/mel-computations.cc.
 */
export const MEL_BINS = 80;
export const SAMPLE_RATE_HZ = 16_000;
export const WINDOW = 400;
export const STEP = 160;
const FFT_SIZE = 512;
const BINS = FFT_SIZE / 2;
const FLOOR = 1.1920929e-7;

export class Fbank {
  readonly #window = Float64Array.from({ length: WINDOW }, (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (WINDOW - 1)));
  readonly #banks = melBanks();
  readonly #re = new Float64Array(FFT_SIZE);
  readonly #im = new Float64Array(FFT_SIZE);
  readonly #power = new Float64Array(BINS);
  readonly #fft = new Fft(FFT_SIZE);

  /** One frame. @param samples WINDOW samples in [-1, 1], from `at` @param out MEL_BINS values, written from `to` */
  frame(samples: Float32Array, at: number, out: Float32Array, to: number): void {
    let mean = 0;
    for (let i = 0; i < WINDOW; i += 1) mean += samples[at + i]!;
    mean /= WINDOW;
    const re = this.#re;
    let previous = (samples[at]! - mean) * 32768;
    for (let i = 0; i < WINDOW; i += 1) {
      const sample = (samples[at + i]! - mean) * 32768;
      re[i] = (sample - 0.97 * previous) * this.#window[i]!;
      previous = sample;
    }
    re.fill(0, WINDOW);
    this.#im.fill(0);
    this.#fft.run(re, this.#im);
    for (let i = 0; i < BINS; i += 1) this.#power[i] = re[i]! * re[i]! + this.#im[i]! * this.#im[i]!;
    for (let bin = 0; bin < MEL_BINS; bin += 1) {
      const { first, weights } = this.#banks[bin]!;
      let sum = 0;
      for (let i = 0; i < weights.length; i += 1) sum += weights[i]! * this.#power[first + i]!;
      out[to + bin] = Math.log(Math.max(sum, FLOOR));
    }
  }
}

function melBanks(): { first: number; weights: Float64Array }[] {
  const mel = (hz: number) => 1127 * Math.log(1 + hz / 700);
  const low = mel(20);
  const width = (mel(8000) - low) / (MEL_BINS + 1);
  return Array.from({ length: MEL_BINS }, (_, bin) => {
    const left = low + bin * width;
    const centre = left + width;
    const right = centre + width;
    const weights: number[] = [];
    let first = -1;
    for (let i = 0; i < BINS; i += 1) {
      const m = mel((SAMPLE_RATE_HZ / FFT_SIZE) * i);
      if (m <= left || m >= right) continue;
      if (first < 0) first = i;
      weights.push(m <= centre ? (m - left) / (centre - left) : (right - m) / (right - centre));
    }
    return { first: Math.max(first, 0), weights: Float64Array.from(weights) };
  });
}

/** In-place radix-2 transform (Cooley and Tukey 1965). */
class Fft {
  readonly #size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint16Array;

  constructor(size: number) {
    this.#size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    const bits = Math.log2(size);
    this.#reversed = Uint16Array.from({ length: size }, (_, i) => {
      let out = 0;
      for (let bit = 0; bit < bits; bit += 1) out |= ((i >> bit) & 1) << (bits - 1 - bit);
      return out;
    });
  }

  run(re: Float64Array, im: Float64Array): void {
    for (let i = 0; i < this.#size; i += 1) {
      const j = this.#reversed[i]!;
      if (j <= i) continue;
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
    for (let half = 1; half < this.#size; half *= 2) {
      const stride = this.#size / (2 * half);
      for (let start = 0; start < this.#size; start += 2 * half) {
        for (let k = 0; k < half; k += 1) {
          const a = start + k;
          const b = a + half;
          const c = this.#cos[k * stride]!;
          const s = this.#sin[k * stride]!;
          const x = re[b]! * c - im[b]! * s;
          const y = re[b]! * s + im[b]! * c;
          re[b] = re[a]! - x;
          im[b] = im[a]! - y;
          re[a]! += x;
          im[a]! += y;
        }
      }
    }
  }
}
