import type { Entry } from '../core/handover/views.ts';
import type { CallLine, LineEvents } from '../ports/call-line.ts';
import type { Clock } from '../ports/clock.ts';

export interface CallRoomOptions {
  readonly clock: Clock;
  readonly createLine: (events: LineEvents) => Promise<CallLine>;
  /** What else of the room is of interest. */
  readonly events: Omit<LineEvents, 'onMayPublish' | 'onPicture'>;
  /** There is a ticket: its room is wanted. */
  readonly isWanted: () => boolean;
  /** Somebody is there to hear the visitor. */
  readonly isTalking: () => boolean;
  /** The visitor agreed to be seen. */
  readonly hasCamera: () => boolean;
  /** Asks for a new way in: `gone` where there will be none, `later` where it may be had in a moment. */
  readonly resume: () => Promise<Entry | 'gone' | 'later'>;
  readonly onPublished: (got: { readonly microphone: boolean; readonly camera: boolean }) => void;
  /** It was tried for long enough. */
  readonly onLost: () => void;
}

/** A dead line is tried again for this long, in ms; then she takes over. */
const RESUME_MS = 8_000;
const RESUME_EVERY_MS = 1_000;
/** The agent's picture is waited for this long, in ms, before the visitor is heard. */
const AGENT_FIRST_MS = 900;

/** The room of a ticket, from its first way in to the last: entered, lost and found again, one thing after the other. */
export class CallRoom implements AsyncDisposable {
  readonly #options: CallRoomOptions;
  #line: CallLine | undefined;
  #work = Promise.resolve();
  #brokenAtMs: number | undefined;
  #isIn = false;
  /** The agent's first picture has come. */
  #hasPicture = false;
  #onPicture: () => void = () => {};

  constructor(options: CallRoomOptions) {
    this.#options = options;
  }

  /** Undefined before the first room was entered. */
  get line(): CallLine | undefined {
    return this.#line;
  }

  /** Enters a room that nobody else knows of yet, while the visitor is asked. What goes wrong is of no interest before `enter`. */
  prepare(entry: Entry): void {
    this.#then(() => this.#join(entry));
  }

  /** @param isPrepared it is the room of `prepare` */
  enter(entry: Entry, isPrepared = false): void {
    const sinceMs = this.#options.clock.now();
    this.#then(async () => {
      if (isPrepared && this.#isIn && this.#line?.isConnected) return;
      try {
        await this.#join(entry);
      } catch {
        this.#brokenAtMs ??= sinceMs;
        if (this.#options.isWanted()) await this.#comeBack();
      }
    });
  }

  /** The agent's picture comes first: opening the visitor's microphone at the same time would hold up both. */
  speak(): void {
    this.#then(async () => {
      await this.#untilPicture();
      if (this.#options.isTalking()) await this.#publish();
    });
  }

  /** The next room is another one. */
  leave(): void {
    this.#brokenAtMs = undefined;
    this.#onPicture();
    this.#then(() => this.#leaveLine());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#line?.[Symbol.asyncDispose]();
  }

  #then(step: () => Promise<void> | undefined): void {
    this.#work = this.#work.then(step).catch(() => {});
  }

  async #join(entry: Entry): Promise<void> {
    this.#line ??= await this.#options.createLine(this.#events());
    if (this.#isIn) await this.#leaveLine();
    this.#hasPicture = false;
    await this.#line.join(entry);
    this.#isIn = true;
    this.#brokenAtMs = undefined;
    if (this.#options.isTalking()) await this.#publish();
  }

  async #leaveLine(): Promise<void> {
    this.#isIn = false;
    await this.#line?.leave();
  }

  /** The room is lost, or was never reached: a new way in, again and again, until she takes over. */
  async #comeBack(): Promise<void> {
    const { clock, isWanted, resume, onLost } = this.#options;
    const sinceMs = (this.#brokenAtMs ??= clock.now());
    while (isWanted() && clock.now() - sinceMs < RESUME_MS) {
      const entry = await resume();
      if (entry === 'gone') return;
      if (entry !== 'later') {
        try {
          return await this.#join(entry);
        } catch {
          // once more
        }
      }
      await new Promise<void>((resolve) => clock.after(RESUME_EVERY_MS, resolve));
    }
    if (isWanted()) onLost();
  }

  #untilPicture(): Promise<void> {
    if (this.#hasPicture) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(AGENT_FIRST_MS, resolve);
      this.#onPicture = () => {
        cancel();
        resolve();
      };
    });
  }

  async #publish(): Promise<void> {
    const got = await this.#line?.publish({ microphone: true, camera: this.#options.hasCamera() }).catch(() => undefined);
    this.#options.onPublished(got ?? { microphone: false, camera: false });
  }

  #events(): LineEvents {
    const { events, isWanted, isTalking } = this.#options;
    return {
      ...events,
      onLink: (link) => {
        if (link === 'broken') this.#isIn = false;
        events.onLink(link);
        if (link === 'broken' && isWanted()) this.#then(() => this.#comeBack());
      },
      onEnd: (cause) => {
        this.#isIn = false;
        events.onEnd(cause);
      },
      onMayPublish: () => { if (isTalking()) this.#then(() => this.#publish()); },
      onPicture: () => {
        this.#hasPicture = true;
        this.#onPicture();
      },
    };
  }
}
