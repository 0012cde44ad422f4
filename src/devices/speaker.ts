import type { Playback, PlaybackHandlers, Speaker } from '../ports/speaker.ts';
import type { Speech } from '../ports/voice.ts';
import { rms } from '../core/audio/level.ts';

/** Time between asking for a sound and its first sample, so that the audio thread is never late, in seconds. */
const LEAD_S = 0.015;
const FADE_S = 0.005;

/** The page's loudspeaker. Everything she says goes through one AudioContext, whose clock drives lips and captions. */
export function createSpeaker(): Speaker {
  return new WebAudioSpeaker();
}

class WebAudioSpeaker implements Speaker {
  readonly #context = new AudioContext({ latencyHint: 'interactive' });
  readonly #analyser = this.#context.createAnalyser();
  readonly #window: Float32Array<ArrayBuffer>;
  #playback: ScheduledPlayback | undefined;

  constructor() {
    this.#analyser.fftSize = 1024; // 21 ms at 48 kHz
    this.#window = new Float32Array(this.#analyser.fftSize);
    this.#analyser.connect(this.#context.destination);
  }

  get unlocked(): boolean {
    return this.#context.state === 'running';
  }

  async unlock(): Promise<void> {
    if (this.#context.state !== 'running') await this.#context.resume();
  }

  play(handlers: PlaybackHandlers): Playback {
    this.#playback?.stop();
    this.#playback = new ScheduledPlayback(this.#context, this.#analyser, handlers);
    return this.#playback;
  }

  level(): number {
    if (!this.unlocked) return 0;
    this.#analyser.getFloatTimeDomainData(this.#window);
    return rms(this.#window);
  }

  [Symbol.dispose](): void {
    this.#playback?.stop();
    void this.#context.close();
  }
}

class ScheduledPlayback implements Playback {
  readonly #context: AudioContext;
  readonly #output: GainNode;
  readonly #handlers: PlaybackHandlers;
  readonly #sources = new Set<AudioBufferSourceNode>();
  readonly #starts: number[] = [];
  #originS = -1;
  #endS = 0;
  #announced = -1;
  #closed = false;
  #done = false;
  #frame = 0;

  constructor(context: AudioContext, destination: AudioNode, handlers: PlaybackHandlers) {
    this.#context = context;
    this.#handlers = handlers;
    this.#output = context.createGain();
    this.#output.connect(destination);
  }

  add({ pcm, sampleRateHz }: Speech): number {
    const startS = Math.max(this.#context.currentTime + LEAD_S, this.#endS);
    if (this.#originS < 0) this.#originS = startS;
    this.#starts.push(startS);
    if (pcm.length > 0) {
      const buffer = this.#context.createBuffer(1, pcm.length, sampleRateHz);
      buffer.copyToChannel(pcm as Float32Array<ArrayBuffer>, 0);
      const source = this.#context.createBufferSource();
      source.buffer = buffer;
      source.connect(this.#output);
      source.addEventListener('ended', () => {
        source.disconnect();
        this.#sources.delete(source);
      }, { once: true });
      source.start(startS);
      this.#sources.add(source);
    }
    this.#endS = startS + pcm.length / sampleRateHz;
    if (this.#frame === 0) this.#watch();
    return (startS - this.#originS) * 1000;
  }

  close(): void {
    this.#closed = true;
    if (this.#frame === 0) this.#watch();
  }

  stop(): void {
    if (this.#done) return;
    this.#finish();
    this.#output.gain.setTargetAtTime(0, this.#context.currentTime, FADE_S / 3);
    for (const source of this.#sources) source.stop(this.#context.currentTime + FADE_S);
  }

  positionMs(): number {
    if (this.#originS < 0) return -1;
    const heardS = this.#context.currentTime - (this.#context.outputLatency || this.#context.baseLatency || 0);
    return heardS < this.#originS ? -1 : (heardS - this.#originS) * 1000;
  }

  /** Follows the audio clock: a timer of the page would drift from it. */
  #watch(): void {
    const check = () => {
      if (this.#done) return;
      const heardS = this.#originS < 0 ? -1 : this.#originS + this.positionMs() / 1000;
      while (this.#announced + 1 < this.#starts.length && heardS >= this.#starts[this.#announced + 1]!) {
        this.#announced += 1;
        this.#handlers.onPiece(this.#announced);
      }
      if (this.#closed && (this.#starts.length === 0 || heardS >= this.#endS)) {
        this.#finish();
        this.#handlers.onEnd();
        return;
      }
      this.#frame = window.setTimeout(check, 15);
    };
    check();
  }

  #finish(): void {
    this.#done = true;
    clearTimeout(this.#frame);
    const output = this.#output;
    setTimeout(() => output.disconnect(), 100);
  }
}
