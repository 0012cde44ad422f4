import type * as Ort from 'onnxruntime-web';
import { SPLICED } from './spliced-features.ts';

const LAYERS = 4;
const WIDTH = 128;
const MEMORY = 11;
const LOOK_AHEAD = 2;
/** Output frames come this many steps after their input: two frames ahead in each layer. */
export const DELAY = LAYERS * LOOK_AHEAD;

/** What a session of onnxruntime needs to be for this model; the worker and Node hand in their own. */
export interface AcousticModel {
  readonly session: Ort.InferenceSession;
  readonly Tensor: typeof Ort.Tensor;
}

/**
 * The FSMN network over a stream, equal to the network over the whole utterance (see models/fsmn/convert.ts): memories are
 * carried along, and masks keep each layer from seeing frames that do not exist.
 */
export class AcousticStream {
  readonly #model: AcousticModel;
  #caches: Ort.Tensor[];
  #step = 0;
  #ended = Infinity;

  constructor(model: AcousticModel) {
    this.#model = model;
    this.#caches = Array.from({ length: LAYERS }, () => new model.Tensor('float32', new Float32Array(WIDTH * MEMORY), [1, WIDTH, MEMORY]));
  }

  /**
   * @param rows spliced features, SPLICED values each
   * @returns log-probabilities of the frames that are complete now, one row of `tokens` values each
   */
  async push(rows: Float32Array): Promise<{ logProbs: Float32Array; tokens: number }> {
    const { Tensor, session } = this.#model;
    const count = rows.length / SPLICED;
    const feeds: Record<string, Ort.Tensor> = { feats: new Tensor('float32', rows, [1, count, SPLICED]) };
    for (let layer = 0; layer < LAYERS; layer += 1) {
      feeds[`cache${layer}`] = this.#caches[layer]!;
      feeds[`mask${layer}`] = new Tensor('float32', this.#mask(layer, count), [1, 1, count]);
    }
    const results = await session.run(feeds);
    this.#caches = Array.from({ length: LAYERS }, (_, layer) => results[`new_cache${layer}`]!);
    const output = results['log_probs']!;
    const tokens = output.dims[2]!;
    const all = (await output.getData()) as Float32Array;
    // The first steps are frames before the beginning.
    const early = Math.min(count, Math.max(0, DELAY - this.#step));
    this.#step += count;
    return { logProbs: all.subarray(early * tokens), tokens };
  }

  /** The frames still inside the network. */
  async finish(): Promise<{ logProbs: Float32Array; tokens: number }> {
    this.#ended = this.#step;
    return this.push(new Float32Array(DELAY * SPLICED));
  }

  #mask(layer: number, count: number): Float32Array {
    return Float32Array.from({ length: count }, (_, i) => {
      const frame = this.#step + i - LOOK_AHEAD * layer;
      return frame >= 0 && frame < this.#ended ? 1 : 0;
    });
  }
}
