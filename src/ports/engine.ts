/** What every model has in common for the app: it loads with progress, it runs, it can be aborted and disposed. */
export interface LoadProgress {
  readonly stage: 'download' | 'compile' | 'warm-up';
  /** Bytes received so far. */
  readonly loadedBytes: number;
  /** Bytes expected, or `null` when the server does not say. */
  readonly totalBytes: number | null;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
}

/** An engine of one question and one answer. */
export interface Engine<Request, Result> extends Disposable {
  /** Fetches and compiles the model; `run` does the same on first use. @throws Failure */
  load(options?: RunOptions): Promise<void>;
  /** @throws Failure; after `worker-crashed` the next call starts a new worker. */
  run(request: Request, options?: RunOptions): Promise<Result>;
}
