import type { MandarinPhrases } from '../../../core/knowledge/shop-pack.ts';
import type { Transcript } from '../../../ports/recogniser.ts';
import { AcousticStream, type AcousticModel } from './acoustic-stream.ts';
import { GreedyDecoder } from './greedy.ts';
import { NBest } from './n-best.ts';
import { PhraseMatcher, type PhraseHit, type PhraseScore } from './phrase-matcher.ts';
import { buildTrie, expandPhrases, SyllableTable, type PhraseTrie } from './phrase-trie.ts';
import { SplicedFeatures, SPLICED } from './spliced-features.ts';
import { SyllableFrames } from './syllable-frames.ts';

export interface MandarinOptions {
  /** A phrase is the utterance when its score for each syllable is above this, in nats. */
  readonly acceptAbove: number;
  /** … and no phrase of another meaning comes closer than this, in nats. */
  readonly clearBy: number;
  /** Phrases scoring above this are worth offering as a choice. */
  readonly offerAbove: number;
  /** Least share of the syllables heard, and least number, that phrases inside other speech must cover to be answered. */
  readonly coverShare: number;
  readonly coverSyllables: number;
  /** Rows (30 ms each) collected before the network runs. */
  readonly batch: number;
}

export const MANDARIN_DEFAULTS: MandarinOptions = { acceptAbove: -3, clearBy: 3, offerAbove: -6, coverShare: 0.45, coverSyllables: 4, batch: 6 };

/** The network answers once for every 30 ms. */
export const SAMPLES_PER_FRAME = 480;

/** Alternatives and hypotheses told at most. */
const LISTED = 5;

export const MANDARIN_ENGINE = 'fsmn-ctc-zh';

/** Mandarin by the FSMN-CTC network, matched with the shop's phrases on syllables. No thread, no transport. */
export class MandarinRecogniser {
  readonly #model: AcousticModel;
  readonly #tokens: readonly string[];
  readonly #table: SyllableTable;
  readonly #options: MandarinOptions;
  readonly #trie: PhraseTrie;

  /** @param vocabulary what models/fsmn/syllables.ts wrote */
  constructor(model: AcousticModel, vocabulary: { tokens: readonly string[]; readings: readonly (readonly string[])[] }, phrases: MandarinPhrases, options: Partial<MandarinOptions> = {}) {
    this.#model = model;
    this.#tokens = vocabulary.tokens;
    this.#table = new SyllableTable(vocabulary.readings);
    this.#options = { ...MANDARIN_DEFAULTS, ...options };
    this.#trie = buildTrie(expandPhrases(phrases), this.#table);
  }

  /** @param contextSamples samples at the beginning that are heard but not written down */
  open(contextSamples = 0): MandarinStream {
    return new MandarinStream(this.#model, this.#tokens, this.#table, this.#trie, this.#options, Math.round(contextSamples / SAMPLES_PER_FRAME));
  }
}

/** One utterance. */
export class MandarinStream {
  readonly #features = new SplicedFeatures();
  readonly #acoustic: AcousticStream;
  readonly #greedy: GreedyDecoder;
  readonly #frames: SyllableFrames;
  readonly #nBest: NBest;
  readonly #matcher: PhraseMatcher;
  readonly #hasPhrases: boolean;
  readonly #options: MandarinOptions;
  #waiting: Float32Array[] = [];

  constructor(model: AcousticModel, tokens: readonly string[], table: SyllableTable, trie: PhraseTrie, options: MandarinOptions, skip: number) {
    this.#acoustic = new AcousticStream(model);
    this.#greedy = new GreedyDecoder(tokens, skip);
    this.#frames = new SyllableFrames(table, tokens.length, skip);
    this.#nBest = new NBest(tokens, skip);
    this.#matcher = new PhraseMatcher(trie);
    this.#hasPhrases = trie.endNodes.length > 0;
    this.#options = options;
  }

  /** @param pcm mono, 16 kHz, [-1, 1] @returns what can be shown so far */
  async push(pcm: Float32Array): Promise<string> {
    const rows = this.#features.push(pcm);
    if (rows.length > 0) this.#waiting.push(rows);
    if (this.#waiting.reduce((sum, batch) => sum + batch.length, 0) >= this.#options.batch * SPLICED) await this.#run();
    return this.#hasPhrases ? this.#matcher.partial(this.#options.acceptAbove) : this.#greedy.text;
  }

  async finish(): Promise<Transcript> {
    const rows = this.#features.finish();
    if (rows.length > 0) this.#waiting.push(rows);
    await this.#run();
    this.#take((await this.#acoustic.finish()).logProbs);
    return this.peek();
  }

  /** From what the network has answered so far: after a quarter of a second of silence that is every word. */
  peek(): Transcript {
    return this.#hasPhrases ? this.#decide() : this.#transcript(this.#greedy.text, this.#greedy.text, false, 0, []);
  }

  async #run(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const rows = new Float32Array(this.#waiting.reduce((sum, batch) => sum + batch.length, 0));
    let at = 0;
    for (const batch of this.#waiting) {
      rows.set(batch, at);
      at += batch.length;
    }
    this.#waiting = [];
    this.#take((await this.#acoustic.push(rows)).logProbs);
  }

  #take(logProbs: Float32Array): void {
    this.#greedy.push(logProbs);
    this.#nBest.push(logProbs);
    if (!this.#hasPhrases) return;
    const before = this.#frames.rows.length;
    this.#frames.push(logProbs);
    for (const row of this.#frames.rows.slice(before)) this.#matcher.push(row);
  }

  /** Whole phrase, else phrases inside other speech, else the bare characters. */
  #decide(): Transcript {
    const { acceptAbove, clearBy, offerAbove, coverShare, coverSyllables } = this.#options;
    const candidates = this.#matcher.whole(8);
    const perSyllable = ({ phrase, score }: PhraseScore) => score / phrase.syllables.length;
    const [best] = candidates;
    const offered = candidates.filter((candidate) => perSyllable(candidate) > offerAbove).map(({ phrase, score }) => ({ text: phrase.text, score }));
    if (best && this.#greedy.pieces.length > 0 && perSyllable(best) > acceptAbove) {
      const rival = candidates.find(({ phrase }) => phrase.meaning !== best.phrase.meaning);
      const isClear = !rival || best.score - rival.score >= clearBy;
      return this.#transcript(best.phrase.text, isClear ? best.phrase.text : '', isClear, Math.exp(perSyllable(best)), offered);
    }
    const hits = this.#matcher.inside();
    if (hits.length === 0) return this.#transcript(this.#greedy.text, '', false, 0, offered);
    const covered = hits.reduce((sum, { phrase }) => sum + phrase.syllables.length, 0);
    const share = covered / Math.max(covered, this.#greedy.pieces.length);
    const isEnough = covered >= coverSyllables && share >= coverShare;
    return this.#transcript(this.#weave(hits), hits.map(({ phrase }) => phrase.text).join('，'), isEnough, share, [...hits.map(({ phrase }) => ({ text: phrase.text, score: 0 })), ...offered]);
  }

  /** Phrases in the shop's spelling, the recogniser's own characters around them. */
  #weave(hits: readonly PhraseHit[]): string {
    let text = '';
    let piece = 0;
    const pieces = this.#greedy.pieces;
    for (const { phrase, start, end } of hits) {
      const from = this.#frames.frames[start]!;
      const to = this.#frames.frames[end + 1] ?? Infinity;
      while (piece < pieces.length && pieces[piece]!.frame < from) text += pieces[piece++]!.token;
      text += phrase.text;
      while (piece < pieces.length && pieces[piece]!.frame < to) piece += 1;
    }
    return text + pieces.slice(piece).map(({ token }) => token).join('');
  }

  #transcript(text: string, understood: string, accepted: boolean, confidence: number, alternatives: Transcript['alternatives']): Transcript {
    const seen = new Set<string>();
    return { language: 'zh', engine: MANDARIN_ENGINE, text, understood, accepted, confidence: Math.min(1, confidence), clarity: this.#greedy.clarity, alternatives: alternatives.filter((choice) => !seen.has(choice.text) && seen.add(choice.text)).slice(0, LISTED), nBest: accepted ? [] : this.#nBest.best(LISTED) };
  }
}
