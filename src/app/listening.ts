import { rms } from '../core/audio/level.ts';
import { EchoGate } from '../core/turn-taking/echo-gate.ts';
import { VoiceLevel, type VoiceSigns } from '../core/understanding/voice-level.ts';
import { Endpointer, type EndpointerOptions } from '../core/turn-taking/endpointer.ts';
import type { Recogniser, RecogniserStream, Transcript } from '../ports/recogniser.ts';
import { SampleRing } from './sample-ring.ts';

export interface ListeningOptions {
  /** Probability of voice for each frame of 512 samples. */
  readonly voiceProbability: (pcm: Float32Array) => Promise<Float32Array>;
  /** Makes the detector forget what it heard. */
  readonly resetVoice: () => Promise<void> | void;
  /** The recognisers that are ready, asked at the start of each utterance. */
  readonly recognisers: () => readonly Recogniser[];
  readonly onStarted: () => void;
  readonly onPartial: (text: string) => void;
  /** The visitor has fallen silent. */
  readonly onSilence?: () => void;
  /** The visitor may have finished: what was heard so far. The utterance goes on. */
  readonly onPaused: (transcripts: readonly Transcript[]) => void;
  readonly onEndpoint: () => void;
  /** What every recogniser heard; one that failed is left out. Empty when all failed. */
  readonly onHeard: (transcripts: readonly Transcript[], voice: VoiceSigns) => void;
  readonly endpointer?: Partial<EndpointerOptions>;
}

const FRAME = 512;
/**
 * After so many frames without voice the detector starts afresh. Its memory otherwise settles on the noise of the room, and speech that
 * comes over that noise goes unnoticed: on 48 recordings in one stream the transcripts lost 4-10 % of their characters to that, and 0.5 % with it.
 */
const QUIET_FRAMES = 32;
const QUIET_PROBABILITY = 0.15;
/** A frame this likely to be voice tells how loud the voice is. */
const SURELY_VOICE = 0.8;
/** The Mandarin network answers every 480 samples: utterances begin on that grid, so that cutting changes nothing it hears. */
const GRID = 480;
/** Sound before the first voice that still belongs to the utterance: a detector wakes after the first consonant. */
const PRE_ROLL = 0.7 * 16_000;
/** Sound before that, which the Mandarin network needs to hear as if it had listened all the time (36 frames and a window). */
const CONTEXT = 1.2 * 16_000;

/** From microphone blocks to utterances: voice detection, echo gate, endpoints, and the recognisers while the visitor speaks. */
export class Listening implements Disposable {
  readonly #options: ListeningOptions;
  readonly #gate = new EchoGate();
  readonly #ring = new SampleRing(4 * 16_000);
  readonly #endpointer: Endpointer;
  readonly #level = new VoiceLevel();
  #waiting: { pcm: Float32Array; mayBeVisitor: boolean }[] = [];
  #isBusy = false;
  #streams: { stream: RecogniserStream; fed: number }[] = [];
  /** Where the utterance before ended: its sound is not written down twice. */
  #writtenTo = 0;
  #quietFrames = 0;
  #disposed = false;

  constructor(options: ListeningOptions) {
    this.#options = options;
    this.#endpointer = new Endpointer(options.endpointer);
  }

  /** @param pcm 512 samples, mono, 16 kHz @param playedRms level of what she is playing now, in [0, 1] */
  push(pcm: Float32Array, playedRms: number): void {
    this.#waiting.push({ pcm, mayBeVisitor: this.#gate.push(rms(pcm), playedRms) });
    if (!this.#isBusy) void this.#work();
  }

  /** Forgets all sound; nothing of a visitor stays. */
  forget(): void {
    this.#dropUtterance();
    this.#level.forget();
    this.#waiting = [];
    this.#ring.clear();
  }

  /** True when no utterance is open: the ring behind it was emptied by `forget` and holds what came after. */
  get isBlank(): boolean {
    return this.#streams.length === 0;
  }

  /** True when all sound pushed so far was taken in. */
  get isIdle(): boolean {
    return !this.#isBusy && this.#waiting.length === 0;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.forget();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0 && !this.#disposed) {
      const batch = this.#waiting;
      this.#waiting = [];
      const joined = new Float32Array(batch.length * FRAME);
      batch.forEach(({ pcm }, i) => joined.set(pcm, i * FRAME));
      const probabilities = await this.#options.voiceProbability(joined).catch(() => new Float32Array(batch.length));
      batch.forEach(({ pcm, mayBeVisitor }, i) => this.#frame(pcm, mayBeVisitor ? probabilities[i]! : 0));
      this.#quietFrames = probabilities.every((probability) => probability < QUIET_PROBABILITY) ? this.#quietFrames + batch.length : 0;
      if (this.#quietFrames >= QUIET_FRAMES) {
        this.#quietFrames = 0;
        await Promise.resolve(this.#options.resetVoice()).catch(() => {});
      }
    }
    this.#isBusy = false;
  }

  #frame(pcm: Float32Array, probability: number): void {
    this.#ring.push(pcm);
    if (probability >= SURELY_VOICE) this.#level.push(pcm);
    else if (this.#streams.length === 0) this.#level.drop();
    const event = this.#endpointer.push(probability);
    if (event?.type === 'started') this.#start(event.frame * FRAME);
    this.#feed();
    if (event?.type === 'paused') this.#pause();
    if (event?.type === 'ended') this.#end();
  }

  #start(voiceStart: number): void {
    const written = Math.max(this.#writtenTo, voiceStart - PRE_ROLL, this.#ring.start);
    const from = Math.ceil(Math.max(this.#ring.start, written - CONTEXT) / GRID) * GRID;
    const contextSamples = Math.max(0, Math.round((written - from) / GRID) * GRID);
    this.#streams = this.#options.recognisers().map((recogniser) => ({ stream: recogniser.open({ contextSamples, onPartial: this.#options.onPartial }), fed: from }));
    this.#options.onStarted();
  }

  #feed(): void {
    for (const entry of this.#streams) {
      const pcm = this.#ring.from(entry.fed);
      entry.fed = this.#ring.end;
      if (pcm.length > 0) entry.stream.push(pcm);
    }
  }

  #pause(): void {
    this.#options.onSilence?.();
    void collect(this.#streams.map(({ stream }) => stream.peek())).then(this.#options.onPaused);
  }

  #end(): void {
    this.#options.onEndpoint();
    this.#writtenTo = this.#ring.end;
    const streams = this.#streams;
    this.#streams = [];
    const voice = this.#level.end();
    void collect(streams.map(({ stream }) => stream.finish())).then((transcripts) => {
      if (!this.#disposed) this.#options.onHeard(transcripts, voice);
    });
  }

  #dropUtterance(): void {
    for (const { stream } of this.#streams) stream.abort();
    this.#streams = [];
    this.#level.drop();
    this.#writtenTo = this.#ring.end;
    this.#endpointer.reset();
  }
}

/** What came of those that did not fail. */
async function collect(pending: readonly Promise<Transcript>[]): Promise<Transcript[]> {
  const results = await Promise.allSettled(pending);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
