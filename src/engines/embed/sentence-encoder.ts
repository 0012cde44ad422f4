import type * as Ort from 'onnxruntime-web';
import { WordPiece } from './word-piece.ts';

/**
 * A sentence-embedding network: `input_ids`, `attention_mask`, `token_type_ids` (int64, 1 x tokens) -> `embedding` (float32, 1 x d, unit length).
 * One sentence a run: quantised networks take the range of their activations over the whole run, so padding would change the vector.
 */
export class SentenceEncoder {
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
    const results = await this.#session.run({ input_ids: int64((id) => id), attention_mask: int64(() => 1), token_type_ids: int64(() => 0) });
    return (results['embedding']!.data as Float32Array).slice();
  }
}
