import type { SoundSwallowerModule, Decoder } from 'soundswallower';
import type { EnglishGrammar } from '../../../core/knowledge/shop-pack.ts';
import { Failure } from '../../../core/shared/failure.ts';
import type { Transcript } from '../../../ports/recogniser.ts';
import { PHONE_LOOP, toJsgf } from './jsgf.ts';

export interface EnglishOptions {
  /** Log-likelihood of the grammar's best sentence over that of free sounds, for each 10 ms of its words; above this it is accepted. */
  readonly acceptAbove: number;
  /** Letters of the sentence for each second of its words: nobody speaks slower or faster. */
  readonly slowest: number;
  readonly fastest: number;
}

export const ENGLISH_DEFAULTS: EnglishOptions = { acceptAbove: -13.3, slowest: 6, fastest: 30 };

export const ENGLISH_ENGINE = 'soundswallower-en-us';

/** Samples between two looks at what was said so far: 0.3 s. */
const PARTIAL_EVERY = 4_800;

/** Wide beams: the defaults of the package lose the right sentence in noise. `compallsen` makes scores comparable. */
// The words come with the grammar: the package's dictionary of 130,000 is not read.
const COMMON = { samprate: 16_000, loglevel: 'FATAL', compallsen: true, dict: '/none' } as const;
const GRAMMAR_BEAMS = { beam: 1e-56, wbeam: 1e-42, pbeam: 1e-56 } as const;
const LOOP_BEAMS = { beam: 1e-44, wbeam: 1e-28, pbeam: 1e-44, lw: 1 } as const;

/** English by the grammar of the shop's sentences (PocketSphinx family), checked against a free phone loop. One utterance at a time. */
export class EnglishRecogniser {
  readonly #module: SoundSwallowerModule;
  readonly #grammar: Decoder;
  readonly #loop: Decoder;
  readonly #options: EnglishOptions;

  private constructor(module: SoundSwallowerModule, grammar: Decoder, loop: Decoder, options: EnglishOptions) {
    this.#module = module;
    this.#grammar = grammar;
    this.#loop = loop;
    this.#options = options;
  }

  /** @param module with `modelBase` set; its model folder needs no dictionary @throws Failure `invalid-input` for a broken grammar */
  static async create(module: SoundSwallowerModule, grammar: EnglishGrammar, options: Partial<EnglishOptions> = {}): Promise<EnglishRecogniser> {
    const sentences = new module.Decoder({ ...COMMON, ...GRAMMAR_BEAMS });
    await sentences.initialize();
    const loop = new module.Decoder({ ...COMMON, ...LOOP_BEAMS });
    await loop.initialize();
    try {
      addWords(sentences, Object.entries(grammar.pronunciations).flatMap(([word, sounds]) => sounds.map((phones, i) => [i === 0 ? word : `${word}(${i + 1})`, phones] as const)));
      sentences.set_grammar(toJsgf(grammar));
      addWords(loop, PHONE_LOOP.words);
      loop.set_grammar(PHONE_LOOP.jsgf);
    } catch (error) {
      throw new Failure('invalid-input', `the English grammar was refused: ${(error as Error).message}`, { cause: error });
    }
    return new EnglishRecogniser(module, sentences, loop, { ...ENGLISH_DEFAULTS, ...options });
  }

  /** @param contextSamples samples at the beginning that lie before the utterance: this ear needs none of them */
  open(contextSamples = 0): EnglishStream {
    return new EnglishStream(this.#module, this.#grammar, this.#loop, this.#options, contextSamples);
  }
}

/** NOTICE: add_words of a word that exists throws (soundswallower 0.6.3), so each is looked up first. */
function addWords(decoder: Decoder, words: readonly (readonly [string, string])[]): void {
  const missing = words.filter(([word]) => decoder.lookup_word(word) === null);
  if (missing.length > 0) decoder.add_words(...missing.map(([word, phones]): [string, string] => [word, phones]));
}

export class EnglishStream {
  readonly #module: SoundSwallowerModule;
  readonly #grammar: Decoder;
  readonly #loop: Decoder;
  readonly #options: EnglishOptions;
  #open = true;
  #skip: number;
  #sincePartial = 0;
  #partial = '';

  constructor(module: SoundSwallowerModule, grammar: Decoder, loop: Decoder, options: EnglishOptions, skip: number) {
    this.#skip = skip;
    this.#module = module;
    this.#grammar = grammar;
    this.#loop = loop;
    this.#options = options;
    grammar.start();
    loop.start();
  }

  /** @param pcm mono, 16 kHz, [-1, 1] @returns what can be shown so far */
  push(pcm: Float32Array): string {
    const heard = pcm.subarray(Math.min(this.#skip, pcm.length));
    this.#skip -= pcm.length - heard.length;
    if (heard.length === 0) return '';
    this.#grammar.process_audio(heard, false, false);
    this.#loop.process_audio(heard, false, false);
    this.#sincePartial += heard.length;
    if (this.#sincePartial >= PARTIAL_EVERY) {
      this.#sincePartial = 0;
      const { understood } = this.peek();
      this.#partial = understood;
    }
    return this.#partial;
  }

  finish(): Transcript {
    this.close();
    return this.peek();
  }

  peek(): Transcript {
    const { acceptAbove, slowest, fastest } = this.#options;
    const { text, score } = this.#hypothesis(this.#grammar);
    const words = text === '' ? [] : (this.#grammar.get_alignment().w ?? []).filter(({ t }) => !/^(<|\[|\()/.test(t));
    const seconds = words.reduce((sum, { d }) => sum + d, 0);
    const margin = seconds > 0 ? (score - this.#hypothesis(this.#loop).score) / (100 * seconds) : -Infinity;
    const rate = text.replaceAll(' ', '').length / Math.max(seconds, 0.05);
    const accepted = text !== '' && margin > acceptAbove && rate >= slowest && rate <= fastest;
    return { language: 'en', engine: ENGLISH_ENGINE, text, understood: accepted ? text : '', accepted, confidence: 1 / (1 + Math.exp(-(margin - acceptAbove) / 3)), clarity: 0, alternatives: text === '' ? [] : [{ text, score: margin }], nBest: [] };
  }

  /** Ends the utterance in both decoders; safe to call twice. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#grammar.stop();
    this.#loop.stop();
  }

  /** NOTICE: the path score is in the wasm module but not in the package's types (0.6.3). */
  #hypothesis(decoder: Decoder): { text: string; score: number } {
    const raw = this.#module as unknown as { _malloc(size: number): number; _free(at: number): void; _decoder_hyp(decoder: number, scoreAt: number): number };
    const at = raw._malloc(4);
    try {
      const textAt = raw._decoder_hyp((decoder as unknown as { cdecoder: number }).cdecoder, at);
      if (textAt === 0) return { text: '', score: 0 };
      return { text: decoder.get_text().replace(/\(\d+\)/g, ''), score: readInt32(this.#module, at) };
    } finally {
      raw._free(at);
    }
  }
}

function readInt32(module: SoundSwallowerModule, at: number): number {
  return new Int32Array(module.HEAP8.buffer, at, 1)[0]!;
}
