import { proxy, transfer, type Remote } from 'comlink';
import { Failure, type Outcome } from '../../core/shared/failure.ts';
import type { Language } from '../../core/shared/language.ts';
import type { LoadProgress } from '../../ports/engine.ts';
import type { Recogniser, RecogniserStream, StreamOptions, Transcript } from '../../ports/recogniser.ts';
import { concat } from './concat.ts';
import { WorkerHost } from '../../runtime/worker-host.ts';
import type { AsrWorkerApi, StreamId } from './contract.ts';

export interface RecogniserOptions<Setup> {
  readonly language: Language;
  readonly spawn: () => Worker;
  /** What the worker needs to load: addresses and phrases. */
  readonly setup: () => Promise<Setup>;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** Audio that may wait for a busy engine, in seconds; beyond it the utterance fails with `overloaded`. */
const LONGEST_WAIT_S = 12;
const SAMPLE_RATE_HZ = 16_000;

/** A streaming recogniser in a worker. Utterances are numbered; a worker that dies fails the open one and is started again by the next. */
export function createRecogniser<Setup>({ language, spawn, setup, onProgress = () => {} }: RecogniserOptions<Setup>): Recogniser {
  let nextStream: StreamId = 1;
  const host = new WorkerHost<AsrWorkerApi<Setup>>({ spawn, boot: async (api) => (api.load as (setup: Setup, onProgress: unknown) => ReturnType<AsrWorkerApi<Setup>['load']>)(await setup(), proxy(onProgress)), graceMs: 4_000, limitMs: 8_000 });
  return {
    language,
    load: (options) => host.ready(options),
    open(options) {
      const stream = nextStream;
      nextStream += 1;
      return new WorkerStream(host as unknown as WorkerHost<AsrWorkerApi<never>>, stream, options);
    },
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

class WorkerStream implements RecogniserStream {
  readonly #host: WorkerHost<AsrWorkerApi<never>>;
  readonly #stream: StreamId;
  readonly #onPartial: (text: string) => void;
  readonly #opened: Promise<void>;
  readonly #controller = new AbortController();
  #generation = 0;
  #waiting: Float32Array[] = [];
  #pumping: Promise<void> = Promise.resolve();
  #isPumping = false;
  #failure: Failure | undefined;
  #partial = '';

  constructor(host: WorkerHost<AsrWorkerApi<never>>, stream: StreamId, { onPartial = () => {}, contextSamples = 0 }: StreamOptions = {}) {
    this.#host = host;
    this.#stream = stream;
    this.#onPartial = onPartial;
    this.#opened = host.run((api) => {
      this.#generation = host.generation;
      return api.open(stream, contextSamples);
    }, { signal: this.#controller.signal });
    this.#opened.catch((error: Failure) => this.#fail(error));
  }

  push(pcm: Float32Array): void {
    if (this.#failure) return;
    this.#waiting.push(pcm);
    const samples = this.#waiting.reduce((sum, chunk) => sum + chunk.length, 0);
    if (samples > LONGEST_WAIT_S * SAMPLE_RATE_HZ) this.#fail(new Failure('overloaded', `${LONGEST_WAIT_S} s of audio wait for the recogniser`, { retryable: true }));
    else if (!this.#isPumping) this.#pumping = this.#pump();
  }

  peek(): Promise<Transcript> {
    return this.#ask((api) => api.peek(this.#stream));
  }

  finish(): Promise<Transcript> {
    return this.#ask((api) => api.finish(this.#stream));
  }

  abort(): void {
    if (this.#failure) return;
    const started = this.#generation;
    this.#fail(new Failure('aborted', 'the utterance was dropped'));
    if (started !== 0 && started === this.#host.generation) void this.#host.run((api) => api.abort(this.#stream)).catch(() => {});
  }

  /** A question after all audio pushed so far. */
  async #ask(question: (api: Remote<AsrWorkerApi<never>>) => Promise<Outcome<Transcript>>): Promise<Transcript> {
    await this.#pumping;
    if (this.#failure) throw this.#failure;
    return this.#call(question);
  }

  /** One push at a time: what comes meanwhile is joined. */
  async #pump(): Promise<void> {
    this.#isPumping = true;
    try {
      await this.#opened;
      while (this.#waiting.length > 0 && !this.#failure) {
        const pcm = concat(this.#waiting);
        this.#waiting = [];
        const partial = await this.#call((api) => api.push(this.#stream, transfer(pcm, [pcm.buffer])));
        if (partial !== this.#partial && !this.#failure) {
          this.#partial = partial;
          this.#onPartial(partial);
        }
      }
    } catch (error) {
      this.#fail(error as Failure);
    } finally {
      this.#isPumping = false;
    }
  }

  /** A worker started anew knows nothing of this utterance. */
  #call<T>(task: (api: Remote<AsrWorkerApi<never>>) => Promise<Outcome<T>>): Promise<T> {
    if (this.#generation !== this.#host.generation) throw new Failure('worker-crashed', 'the recogniser was started anew during the utterance', { retryable: true });
    return this.#host.run(task, { signal: this.#controller.signal });
  }

  #fail(failure: Failure): void {
    if (this.#failure) return;
    this.#failure = failure;
    this.#waiting = [];
    this.#controller.abort(failure);
  }
}
