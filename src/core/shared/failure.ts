/** Machine-readable cause of a failure. The UI maps codes to words and never parses messages. */
export const FAILURE_CODES = [
  'aborted', 'timeout', 'disposed', 'worker-crashed', 'load-failed', 'run-failed', 'overloaded', 'unsupported',
  'offline', 'not-found', 'hash-mismatch', 'quota-exceeded', 'invalid-input', 'out-of-memory', 'device-lost',
  'insecure-page', 'permission-denied', 'no-device', 'device-unplugged', 'device-busy',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Wire form: structured clone keeps only name, message and stack of an Error, so codes travel as data. */
export interface FailureRecord {
  readonly code: FailureCode;
  /** For logs, in English; never shown to a visitor. */
  readonly message: string;
  /** True when the same call may succeed if repeated (after a respawn, or when the network is back). */
  readonly retryable: boolean;
}

export class Failure extends Error implements FailureRecord {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly retryable: boolean;

  constructor(code: FailureCode, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }

  /** The plain record of this failure, safe to post to another thread or keep in a state. */
  toRecord(): FailureRecord {
    return { code: this.code, message: this.message, retryable: this.retryable };
  }
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: FailureRecord };

/** Anything thrown, as a Failure; a thrown Failure is returned as it is. */
export function asFailure(error: unknown, code: FailureCode): Failure {
  if (error instanceof Failure) return error;
  return new Failure(code, error instanceof Error ? error.message : String(error), { cause: error });
}

/** Runs a task and turns whatever it throws into data. */
export async function toOutcome<T>(task: () => Promise<T> | T, code: FailureCode = 'run-failed'): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, failure: asFailure(error, code).toRecord() };
  }
}

/** The value of an outcome. @throws Failure when it holds a failure. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, message, retryable } = outcome.failure;
  throw new Failure(code, message, { retryable });
}
