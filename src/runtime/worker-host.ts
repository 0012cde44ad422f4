import { wrap, releaseProxy, type Remote } from 'comlink';
import { asFailure, Failure, unwrap, type Outcome } from '../core/shared/failure.ts';

export interface WorkerHostOptions<Api extends object> {
  readonly spawn: () => Worker;
  /** Runs once after every spawn, before the first task: loads the model. */
  readonly boot: (api: Remote<Api>) => Promise<Outcome<void>>;
  /** How long an aborted task may take to stop before its worker is killed, in ms. */
  readonly graceMs: number;
  /** A task that has not answered after this long counts as a dead worker, in ms: browsers do not tell when they take one away. */
  readonly limitMs?: number;
}

const DEFAULT_LIMIT_MS = 20_000;

export interface TaskOptions<Api extends object> {
  readonly signal?: AbortSignal | undefined;
  /** Asks the worker to stop early; sent once, when `signal` aborts a running task. */
  readonly cancel?: ((api: Remote<Api>) => unknown) | undefined;
}

interface Session<Api extends object> {
  readonly worker: Worker;
  readonly api: Remote<Api>;
  /** Never resolves; rejects when the worker is gone. */
  readonly gone: Promise<never>;
  readonly end: (reason: Failure) => void;
  readonly booted: Promise<void>;
}

/**
 * Owns one worker: spawns and boots it on first use, runs one task at a time, in order, and settles every pending call
 * when the worker dies (Comlink alone leaves a call of a terminated worker pending for ever: comlink#428, comlink#601).
 *
 * Abort settles the caller at once. The queue waits until the worker really stopped, so two tasks never overlap in one
 * model; a worker that does not stop within `graceMs` is killed, and the next task boots a new one.
 */
export class WorkerHost<Api extends object> implements Disposable {
  readonly #options: WorkerHostOptions<Api>;
  #session: Session<Api> | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #disposed = false;
  #generation = 0;

  constructor(options: WorkerHostOptions<Api>) {
    this.#options = options;
  }

  /** Counts the workers started so far: state kept in a worker is gone when this changes. */
  get generation(): number {
    return this.#generation;
  }

  /** Spawns and boots now; rejects if booting fails, and the next call tries again. */
  ready(options: Pick<TaskOptions<Api>, 'signal'> = {}): Promise<void> {
    return this.run(async () => ({ ok: true, value: undefined }), options);
  }

  async run<T>(task: (api: Remote<Api>) => Promise<Outcome<T>>, { signal, cancel }: TaskOptions<Api> = {}): Promise<T> {
    const previous = this.#tail;
    const released = deferred<void>();
    this.#tail = released.promise;
    const abort = abortGate(signal);
    let busy: Promise<unknown> = previous;
    try {
      await Promise.race([previous, abort.promise]);
      if (this.#disposed) throw new Failure('disposed', 'the engine was disposed');
      const session = (this.#session ??= this.#open());
      let started = false;
      const work = session.booted.then(() => {
        if (signal?.aborted) throw new Failure('aborted', 'aborted while the model was loading');
        started = true;
        return task(session.api);
      });
      const settled = Promise.race([work, session.gone]);
      busy = settled;
      void session.booted.then(() => this.#watch(session, settled), () => {});
      abort.onAbort(() => {
        if (!started) return;
        cancel?.(session.api);
        const timer = setTimeout(() => session.end(new Failure('timeout', 'the worker did not stop in time')), this.#options.graceMs);
        void settled.catch(() => {}).finally(() => clearTimeout(timer));
      });
      return unwrap(await Promise.race([settled, abort.promise]));
    } finally {
      abort.stop();
      void busy.catch(() => {}).finally(() => released.resolve());
    }
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#session?.end(new Failure('disposed', 'the engine was disposed'));
  }

  #watch(session: Session<Api>, settled: Promise<unknown>): void {
    const timer = setTimeout(() => session.end(new Failure('worker-crashed', 'the worker does not answer', { retryable: true })), this.#options.limitMs ?? DEFAULT_LIMIT_MS);
    void settled.catch(() => {}).finally(() => clearTimeout(timer));
  }

  #open(): Session<Api> {
    const worker = this.#options.spawn();
    this.#generation += 1;
    const api = wrap<Api>(worker);
    const death = deferred<never>();
    death.promise.catch(() => {}); // nobody may be waiting
    let isEnded = false;
    const end = (reason: Failure) => {
      // A crash and the boot that fails with it both end the session: a proxy may be released once.
      if (isEnded) return;
      isEnded = true;
      if (this.#session?.worker === worker) this.#session = undefined;
      death.reject(reason);
      (api as { [releaseProxy]?: () => void })[releaseProxy]?.();
      worker.terminate();
    };
    const crashed = (event: Event) => end(new Failure('worker-crashed', (event as ErrorEvent).message ?? event.type, { retryable: true }));
    worker.addEventListener('error', crashed);
    worker.addEventListener('messageerror', crashed);
    const booted = Promise.race([this.#options.boot(api), death.promise]).then(unwrap);
    booted.catch((error: unknown) => end(asFailure(error, 'load-failed')));
    return { worker, api, gone: death.promise, end, booted };
  }
}

function abortGate(signal: AbortSignal | undefined) {
  const gate = deferred<never>();
  gate.promise.catch(() => {});
  const hooks: (() => void)[] = [];
  const fire = () => {
    for (const hook of hooks) hook();
    gate.reject(new Failure('aborted', 'aborted', { cause: signal?.reason }));
  };
  if (signal?.aborted) fire();
  else signal?.addEventListener('abort', fire, { once: true });
  return { promise: gate.promise, onAbort: (hook: () => void) => void hooks.push(hook), stop: () => signal?.removeEventListener('abort', fire) };
}

/** Promise.withResolvers, which Node 20 lacks. */
function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
