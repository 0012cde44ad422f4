import type { IntentScore } from '../core/understanding/bands.ts';
import { LANGUAGES, type Language } from '../core/shared/language.ts';
import { createReaderEngine, type ReaderEngine, type ReaderEngineOptions } from '../engines/intent/second-stage/client.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunOptions } from '../ports/engine.ts';
import { Scope } from '../runtime/scope.ts';
import { loadReaderExamples } from './load-pack.ts';
import type { Parts } from './parts.ts';
import { servedFile, servedModels, type ServedModel } from './served-models.ts';

export interface SecondStageOptions {
  readonly parts: Parts;
  readonly clock: Clock;
  /** True while nobody is there: then she may study. */
  readonly isIdle: () => boolean;
  readonly createReader?: (options: ReaderEngineOptions) => ReaderEngine;
}

const STUDENT_URL = '/mind/student-en.bin';
/** Languages that the student in the build reads. */
const STUDENT_LANGUAGES: readonly Language[] = ['en'];
/** Nobody waits longer for a second opinion. */
const LIMIT_MS = 400;
/** The student is fetched again after this long. */
const RETRY_MS = 30_000;
/** She studies after so long without a visitor, so many sentences at a time. */
const IDLE_MS = 20_000;
const AT_A_TIME = 8;
const BETWEEN_MS = 150;

/**
 * A second opinion on sentences that the n-grams are not sure of. The student, which is in the build, gives it soon after the start; a sentence
 * embedding of the manifest, where the server has one, takes its place when it has read the shop's examples, in hours without visitors.
 */
export class SecondStage implements Disposable {
  readonly #options: SecondStageOptions;
  readonly #scope = new Scope();
  readonly #readers = new Map<Language, ReaderEngine>();
  #cancel: () => void = () => {};
  #idleSinceMs: number;

  constructor(options: SecondStageOptions) {
    this.#options = options;
    this.#idleSinceMs = options.clock.now();
    this.#scope.defer(() => this.#cancel());
  }

  /** Loads the student when everything queued before is there, and studies on when nobody is. */
  queueLoading(): void {
    const { parts, clock, createReader = createReaderEngine } = this.#options;
    const student = this.#scope.own(createReader({ setup: async () => ({ encoder: { kind: 'student', url: new URL(STUDENT_URL, location.href).href }, examples: await examplesOf(STUDENT_LANGUAGES) }), onProgress: (progress) => parts.progress('reader', progress) }));
    const load = async () => {
      await student.load();
      for (const language of STUDENT_LANGUAGES) this.#readers.set(language, student);
    };
    const attempt = () => void parts.queue('reader', load).then((isReady) => {
      if (isReady) this.#whenIdle(() => this.#loadEmbedding());
      else this.#cancel = clock.after(RETRY_MS, attempt);
    });
    attempt();
  }

  reads(language: Language): boolean {
    return this.#readers.has(language);
  }

  /** Scores of every intent, best first. @param text delexicalised @throws Failure */
  async run(text: string, language: Language, { signal }: RunOptions): Promise<readonly IntentScore[]> {
    const limit = AbortSignal.timeout(LIMIT_MS);
    return (await this.#readers.get(language)?.run({ text }, { signal: signal ? AbortSignal.any([signal, limit]) : limit })) ?? [];
  }

  [Symbol.dispose](): void {
    this.#scope[Symbol.dispose]();
  }

  async #loadEmbedding(): Promise<void> {
    const { createReader = createReaderEngine } = this.#options;
    try {
      const model = (await servedModels()).find(({ encoder }) => encoder);
      if (!model?.encoder) return;
      const reader = this.#scope.own(createReader({ setup: () => setupOf(model) }));
      await reader.load();
      this.#study(reader, model.encoder.languages);
    } catch {
      // The server has no such model: the student is what there is.
    }
  }

  /** Reads the examples little by little; then the reader is asked. */
  #study(reader: ReaderEngine, languages: readonly Language[]): void {
    this.#whenIdle(async () => {
      const isDone = await reader.learn(AT_A_TIME).catch(() => undefined);
      if (isDone === false) this.#study(reader, languages);
      if (isDone === true) for (const language of languages) this.#readers.set(language, reader);
    });
  }

  #whenIdle(task: () => Promise<void>): void {
    const { clock, isIdle } = this.#options;
    if (!isIdle()) this.#idleSinceMs = clock.now();
    this.#cancel = clock.after(BETWEEN_MS, () => {
      if (!isIdle()) this.#idleSinceMs = clock.now();
      if (clock.now() - this.#idleSinceMs >= IDLE_MS) void task();
      else this.#whenIdle(task);
    });
  }
}

async function setupOf(model: ServedModel) {
  const { network, vocabulary, languages } = model.encoder!;
  return { encoder: { kind: 'network', network: servedFile(model, network), vocabulary: servedFile(model, vocabulary) }, examples: await examplesOf(languages) } as const;
}

async function examplesOf(languages: readonly Language[]) {
  const examples = await loadReaderExamples();
  return LANGUAGES.filter((language) => languages.includes(language)).flatMap((language) => examples[language]);
}
