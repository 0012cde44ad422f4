import type * as Ort from 'onnxruntime-web';
import { colourOf } from '../../../core/looks/colour.ts';
import type { Look } from '../../../core/looks/lineup.ts';
import { centreSquare, type Picture } from '../../../core/looks/picture.ts';
import { toUnitLength } from '../../../core/shared/unit-length.ts';

/** Side of the network's input, in pixels. */
const SIDE = 224;

/**
 * How a picture looks, by an image network without its last layer: uint8 RGB `image` [1, 224, 224, 3] in, `embedding` [1, n] out, activations that are never below 0
 * (as MobileNet's are after its mean pooling).
 */
export class Embedder {
  readonly #session: Ort.InferenceSession;
  readonly #Tensor: typeof Ort.Tensor;

  constructor(session: Ort.InferenceSession, Tensor: typeof Ort.Tensor) {
    this.#session = session;
    this.#Tensor = Tensor;
  }

  /** @param shares of the views, as shares of the picture's shorter side */
  async look(picture: Picture, shares: readonly number[]): Promise<Look> {
    return { views: await this.views(picture, shares), colour: colourOf(picture) };
  }

  /** @param shares as of `look` @returns unit vectors */
  async views(picture: Picture, shares: readonly number[]): Promise<Float32Array[]> {
    const views: Float32Array[] = [];
    for (const share of shares) views.push(await this.#view(picture, share));
    return views;
  }

  async #view(picture: Picture, share: number): Promise<Float32Array> {
    const pixels = Uint8Array.from(centreSquare(picture, share, SIDE), Math.round);
    const { embedding } = await this.#session.run({ image: new this.#Tensor('uint8', pixels, [1, SIDE, SIDE, 3]) });
    return toUnitLength((embedding!.data as Float32Array).map((value) => Math.sqrt(Math.max(0, value))));
  }
}
