import type { IntentScore } from '../../../core/understanding/bands.ts';
import type { Encoder } from './encoder.ts';
import { fitIntentHead, scoreByHead, type IntentHead } from './intent-head.ts';

export interface ReaderExample {
  readonly text: string;
  readonly intent: string;
}

/** The second stage: learns a shop's intents on the vectors of its example sentences, some at a time, and then scores sentences. */
export class Reader {
  readonly #encoder: Encoder;
  readonly #examples: readonly ReaderExample[];
  #vectors: Float32Array[];
  #head: IntentHead | undefined;

  /** @param known vectors of the first examples, from an earlier time */
  constructor(encoder: Encoder, examples: readonly ReaderExample[], known: readonly Float32Array[] = []) {
    this.#encoder = encoder;
    this.#examples = examples;
    this.#vectors = known.slice(0, examples.length);
    this.#fitWhenWhole();
  }

  /** True when every example was read. */
  get isReady(): boolean {
    return this.#head !== undefined;
  }

  /** Vectors of the examples that were read so far. */
  get vectors(): readonly Float32Array[] {
    return this.#vectors;
  }

  /** Reads up to `most` further examples. @returns true when all are read */
  async learn(most: number): Promise<boolean> {
    for (const { text } of this.#examples.slice(this.#vectors.length, this.#vectors.length + most)) this.#vectors.push(await this.#encoder.encode(text));
    this.#fitWhenWhole();
    return this.isReady;
  }

  /** Scores of every intent, best first; none before all examples are read. */
  async score(text: string): Promise<readonly IntentScore[]> {
    return this.#head ? scoreByHead(this.#head, await this.#encoder.encode(text)) : [];
  }

  #fitWhenWhole(): void {
    if (this.#head || this.#examples.length === 0 || this.#vectors.length < this.#examples.length) return;
    this.#head = fitIntentHead(this.#examples.map(({ intent }, i) => ({ intent, vector: this.#vectors[i]! })));
  }
}
