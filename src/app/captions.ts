import { createVadEngine, type VadEngine } from '../engines/vad/client.ts';
import { capture } from '../devices/capture.ts';
import type { Clock } from '../ports/clock.ts';
import type { Recogniser, Transcript } from '../ports/recogniser.ts';
import { Store } from '../runtime/store.ts';
import { Listening } from './listening.ts';

/** What a person on the line said, to be read. */
export interface Caption {
  /** Empty where it was heard too badly to be written down. */
  readonly text: string;
}

export interface CaptionsState {
  readonly isOn: boolean;
  readonly caption: Caption | undefined;
}

export const NO_CAPTIONS: CaptionsState = { isOn: false, caption: undefined };

export interface CaptionsOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** Writes down what was said; undefined while there is none. */
  readonly recogniser: () => Recogniser | undefined;
  readonly createVad?: () => Pick<VadEngine, 'run' | 'reset' | 'load'> & Disposable;
  readonly captureTrack?: typeof capture;
}

/**
 * What is heard less clearly is not written down. Her ears know the words of shops: of 45 recordings of people, in the 24 above this one character in twenty was
 * wrong, and none was of free speech, of which they get every second character wrong.
 */
const CLEAR = 0.85;
/** People who talk on are cut here, in ms, and at shorter breaks than somebody who is answered. */
const BREAKS = { endSilenceMs: 380, longestMs: 8_000 } as const;
/** A caption stands for so long, in ms, and so much longer for each character. */
const STANDS_MS = 2_500;
const READ_MS = 220;

/** Captions of a person's voice, made on this device by her own ears. */
export class Captions implements Disposable {
  readonly store = new Store<CaptionsState>(NO_CAPTIONS);
  readonly #options: CaptionsOptions;
  #track: MediaStreamTrack | undefined;
  #vad: (Pick<VadEngine, 'run' | 'reset' | 'load'> & Disposable) | undefined;
  #stop: () => void = () => {};
  #cancelWipe: () => void = () => {};

  constructor(options: CaptionsOptions) {
    this.#options = options;
  }

  set(isOn: boolean): void {
    this.#show(undefined);
    this.store.update((value) => ({ ...value, isOn }));
    this.#follow();
  }

  /** @param track of the person's voice; undefined while nobody is on the line */
  listenTo(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#show(undefined);
    this.#follow();
  }

  forget(): void {
    this.listenTo(undefined);
    this.set(false);
  }

  [Symbol.dispose](): void {
    this.forget();
    this.#vad?.[Symbol.dispose]();
  }

  #follow(): void {
    this.#stop();
    this.#stop = () => {};
    if (this.#track && this.store.value.isOn) this.#listen(this.#track);
  }

  #listen(track: MediaStreamTrack): void {
    const vad = (this.#vad ??= (this.#options.createVad ?? createVadEngine)());
    const recognisers = () => [this.#options.recogniser()].flatMap((recogniser) => recogniser ?? []);
    const listening = new Listening({
      voiceProbability: (pcm) => vad.run({ pcm }), resetVoice: () => vad.reset(), recognisers, endpointer: BREAKS,
      onStarted: () => {}, onPartial: () => {}, onPaused: () => {}, onEndpoint: () => {},
      onHeard: ([transcript]) => { if (transcript) this.#show(captionOf(transcript)); },
    });
    let isOver = false;
    let captured: Disposable | undefined;
    this.#stop = () => {
      isOver = true;
      captured?.[Symbol.dispose]();
      listening[Symbol.dispose]();
    };
    const startCapture = this.#options.captureTrack ?? capture;
    // Without a detector or a way to the sound there are no captions; the person is heard all the same.
    void vad.load().then(() => (isOver ? undefined : startCapture(track, (block) => listening.push(block, 0)))).then((open) => {
      captured = open;
      if (isOver) open?.[Symbol.dispose]();
    }, () => this.set(false));
  }

  #show(caption: Caption | undefined): void {
    this.#cancelWipe();
    this.store.update((value) => ({ ...value, caption }));
    this.#cancelWipe = caption ? this.#options.clock.after(STANDS_MS + READ_MS * caption.text.length, () => this.#show(undefined)) : () => {};
  }
}

/** A cough is no sentence. */
function captionOf({ text, clarity }: Transcript): Caption | undefined {
  if (clarity >= CLEAR) return { text };
  return [...text].length > 1 ? { text: '' } : undefined;
}
