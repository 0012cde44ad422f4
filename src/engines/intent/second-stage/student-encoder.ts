import { decodeBagModel } from '../codec.ts';
import { vectorise } from '../features.ts';
import type { BagModel } from '../model.ts';
import type { Encoder } from './encoder.ts';
import { toUnitLength } from '../../../core/shared/unit-length.ts';

/** A bag of hashed n-grams that learnt the vectors of a sentence embedding (`distil`): a fifth of a millisecond a sentence, and no download of its own. */
export class StudentEncoder implements Encoder {
  readonly #model: BagModel;

  constructor(model: BagModel) {
    this.#model = model;
  }

  /** @throws Failure `invalid-input` when the bytes are no such model */
  static decode(bytes: Uint8Array): StudentEncoder {
    return new StudentEncoder(decodeBagModel(bytes));
  }

  encode(text: string): Float32Array {
    return toUnitLength(this.#model.network.outputsOf(vectorise(text, this.#model.space).vector));
  }
}
