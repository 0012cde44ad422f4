import type * as Ort from 'onnxruntime-web';
import type { Encoder } from './encoder.ts';
import { toUnitLength } from '../../../core/shared/unit-length.ts';
import { WordPiece } from './word-piece.ts';

/**
 * A BERT-like network: `input_ids`, `attention_mask`, `token_type_ids` (int64, 1 x tokens; those it takes) -> `embedding` (float32, 1 x d), or
 * `last_hidden_state` (1 x tokens x d), whose mean is taken. One sentence a run: quantised networks take the range of their activations over the whole run, so padding would change the vector.
 */
export class SentenceEncoder implements Encoder {
  readonly #session: Ort.InferenceSession;
  readonly #Tensor: typeof Ort.Tensor;
  readonly #tokens: WordPiece;

  constructor(session: Ort.InferenceSession, Tensor: typeof Ort.Tensor, vocabulary: string) {
    this.#session = session;
    this.#Tensor = Tensor;
    this.#tokens = new WordPiece(vocabulary);
  }

  /** @returns unit vector */
  async encode(text: string): Promise<Float32Array> {
    const ids = this.#tokens.encode(text);
    const int64 = (value: (id: number) => number) => new this.#Tensor('int64', BigInt64Array.from(ids, (id) => BigInt(value(id))), [1, ids.length]);
    const inputs: Record<string, Ort.Tensor> = { input_ids: int64((id) => id), attention_mask: int64(() => 1), token_type_ids: int64(() => 0) };
    const { embedding, last_hidden_state: states } = await this.#session.run(Object.fromEntries(this.#session.inputNames.map((name) => [name, inputs[name]!])));
    return toUnitLength(embedding ? (embedding.data as Float32Array).slice() : meanOfRows(states!.data as Float32Array, ids.length));
  }
}

/** Sum of the rows: the mean but for its length, which is made one. */
function meanOfRows(values: Float32Array, rows: number): Float32Array {
  const sum = new Float32Array(values.length / rows);
  values.forEach((value, i) => { sum[i % sum.length]! += value; });
  return sum;
}
