import type * as Ort from 'onnxruntime-web';

/** Samples of one frame at 16 kHz: 32 ms. */
export const VAD_FRAME = 512;
/** Samples of the frame before that the network sees again. Source: snakers4/silero-vad, utils_vad.py. */
const CONTEXT = 64;

/** Voice activity by Silero v5: one probability for each frame of 512 samples, with state from frame to frame. */
export class Silero {
  readonly #session: Ort.InferenceSession;
  readonly #Tensor: typeof Ort.Tensor;
  readonly #rate: Ort.Tensor;
  #state: Ort.Tensor;
  #context = new Float32Array(CONTEXT);

  constructor(session: Ort.InferenceSession, Tensor: typeof Ort.Tensor) {
    this.#session = session;
    this.#Tensor = Tensor;
    this.#rate = new Tensor('int64', BigInt64Array.of(16_000n), []);
    this.#state = this.#freshState();
  }

  /** @param pcm a whole number of frames, mono, 16 kHz, [-1, 1] @returns probability of voice for each frame */
  async push(pcm: Float32Array): Promise<Float32Array> {
    const count = Math.floor(pcm.length / VAD_FRAME);
    const probabilities = new Float32Array(count);
    for (let i = 0; i < count; i += 1) {
      const input = new Float32Array(CONTEXT + VAD_FRAME);
      input.set(this.#context);
      input.set(pcm.subarray(i * VAD_FRAME, (i + 1) * VAD_FRAME), CONTEXT);
      this.#context = input.slice(-CONTEXT);
      const results = await this.#session.run({ input: new this.#Tensor('float32', input, [1, input.length]), state: this.#state, sr: this.#rate });
      this.#state = results['stateN']!;
      probabilities[i] = (results['output']!.data as Float32Array)[0]!;
    }
    return probabilities;
  }

  reset(): void {
    this.#state = this.#freshState();
    this.#context = new Float32Array(CONTEXT);
  }

  #freshState(): Ort.Tensor {
    return new this.#Tensor('float32', new Float32Array(2 * 128), [2, 1, 128]);
  }
}
