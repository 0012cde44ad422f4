import type { Clock } from '../ports/clock.ts';

/** An agent's page that is silent for this long, in ms, is gone, whatever LiveKit and the server know yet: it beats every 2 s. */
const SILENT_MS = 8_000;

/** Whether anything comes from the agent's page: by its beats, and by what the room says. */
export class AgentPulse implements Disposable {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #onFaint: (isFaint: boolean) => void;
  #cancel: (() => void) | undefined;
  #isSilent = false;
  #isLost = false;

  constructor(clock: Pick<Clock, 'after'>, onFaint: (isFaint: boolean) => void) {
    this.#clock = clock;
    this.#onFaint = onFaint;
  }

  /** Of another agent, or of none. */
  restart(isTalking: boolean): void {
    this.#isSilent = false;
    this.#isLost = false;
    this.#wait(isTalking);
  }

  beat(): void {
    this.#wait(true);
    this.#isSilent = false;
    this.#tell();
  }

  /** What the room says of the agent. */
  lose(isLost: boolean): void {
    this.#isLost = isLost;
    this.#tell();
  }

  [Symbol.dispose](): void {
    this.#wait(false);
  }

  #wait(isTalking: boolean): void {
    this.#cancel?.();
    this.#cancel = isTalking ? this.#clock.after(SILENT_MS, () => {
      this.#isSilent = true;
      this.#tell();
    }) : undefined;
  }

  #tell(): void {
    this.#onFaint(this.#isSilent || this.#isLost);
  }
}
