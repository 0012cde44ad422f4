export interface EchoGateOptions {
  /** Her sound still reaches the microphone this long after it was played, in ms: latency and reverberation. */
  readonly tailMs: number;
  /** The microphone must be this much louder than her echo for a visitor to be heard over her, in dB. */
  readonly marginDb: number;
  /** What is played below this level makes no echo worth the name (RMS, [0, 1]). */
  readonly quietRms: number;
  /** Frames of her own voice needed before the measured echo is trusted. */
  readonly learnFrames: number;
  readonly frameMs: number;
}

export const ECHO_GATE_DEFAULTS: EchoGateOptions = { tailMs: 320, marginDb: 9, quietRms: 0.004, learnFrames: 14, frameMs: 32 };

/** Until it has been measured, the microphone is taken to hear her as loudly as she is played. */
const CAUTIOUS_COUPLING = 1;
/** Coupling is the level below which this share of the frames with her voice lie. */
const COUPLING_QUANTILE = 0.6;

/**
 * Keeps her own voice from becoming a visitor's sentence. It compares the level of the microphone with what she is playing,
 * learns how loudly the room gives her back, and lets through only what is clearly louder.
 */
export class EchoGate {
  readonly #options: EchoGateOptions;
  readonly #played: Float32Array;
  readonly #ratios: Float32Array;
  #frame = 0;
  #learned = 0;
  #coupling = CAUTIOUS_COUPLING;

  constructor(options: Partial<EchoGateOptions> = {}) {
    this.#options = { ...ECHO_GATE_DEFAULTS, ...options };
    this.#played = new Float32Array(Math.max(1, Math.ceil(this.#options.tailMs / this.#options.frameMs)));
    this.#ratios = new Float32Array(96);
  }

  /** Level of her echo in the microphone for each unit that is played. */
  get coupling(): number {
    return this.#coupling;
  }

  /**
   * One frame.
   * @param microphoneRms @param playedRms levels in [0, 1] @returns true when the frame may be a visitor's voice
   */
  push(microphoneRms: number, playedRms: number): boolean {
    const { quietRms, marginDb } = this.#options;
    this.#played[this.#frame % this.#played.length] = playedRms;
    this.#frame += 1;
    let loudest = 0;
    for (let i = 0; i < this.#played.length; i += 1) loudest = Math.max(loudest, this.#played[i]!);
    if (loudest < quietRms) return true;
    const isVisitor = microphoneRms > loudest * this.#coupling * 10 ** (marginDb / 20);
    if (!isVisitor && playedRms >= quietRms) this.#learn(microphoneRms / loudest);
    return isVisitor;
  }

  #learn(ratio: number): void {
    this.#ratios[this.#learned % this.#ratios.length] = ratio;
    this.#learned += 1;
    if (this.#learned < this.#options.learnFrames) return;
    const known = this.#ratios.slice(0, Math.min(this.#learned, this.#ratios.length)).sort();
    // Never trusted below -40 dB: a microphone that hears her not at all may hear her when somebody moves it.
    this.#coupling = Math.max(0.01, known[Math.floor(known.length * COUPLING_QUANTILE)]!);
  }
}
