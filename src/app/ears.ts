import { rms } from '../core/audio/level.ts';
import type { ConversationEvent } from '../core/conversation/conversation.ts';
import { asFailure } from '../core/shared/failure.ts';
import type { Language } from '../core/shared/language.ts';
import { createMicrophone } from '../devices/microphone.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenMicrophone } from '../ports/microphone.ts';
import type { Recogniser } from '../ports/recogniser.ts';
import type { Speaker } from '../ports/speaker.ts';
import { createVadEngine } from '../engines/vad/client.ts';
import { Scope } from '../runtime/scope.ts';
import { Store } from '../runtime/store.ts';
import { chooseTranscript } from './choose-transcript.ts';
import type { KioskState, Part } from './kiosk-state.ts';
import { Listening } from './listening.ts';
import { createRecognisers } from './recognisers.ts';
import type { Parts } from './parts.ts';
import type { Trace } from './trace.ts';

export interface EarsOptions {
  readonly parts: Parts;
  readonly store: Store<KioskState>;
  readonly speaker: Speaker;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly backend: 'auto' | 'wasm' | 'webgpu';
  /** The browser's own sound processing; off for exact recordings. */
  readonly processing: boolean;
  readonly send: (event: ConversationEvent) => void;
  /** The visitor may have finished: the answer to this may be got ready. */
  readonly prepare: (text: string, language: Language) => void;
  /** The visitor seems to have finished: for so long nothing else matters. */
  readonly onSilence: (forMs: number) => void;
}

const HEARING_PARTS = ['vad', 'ears-zh', 'ears-en'] as const satisfies readonly Part[];
type HearingPart = (typeof HEARING_PARTS)[number];
/** From the first silence to the endpoint, and from there to her first sound, with room. */
const TO_THE_ENDPOINT_MS = 500;
const TO_THE_ANSWER_MS = 300;
/** A part that could not be fetched is asked for again after this long. */
const RETRY_MS = 30_000;

/** Microphone, voice detection and recognisers as one: turns sound into events of the conversation. */
export class Ears implements Disposable {
  /** Level of the microphone in [0, 1], once a block (32 ms). */
  readonly level = new Store(0);
  readonly #options: EarsOptions;
  readonly #scope = new Scope();
  readonly #vad;
  readonly #recognisers: Readonly<Record<Language, Recogniser>>;
  readonly #listening: Listening;
  readonly #microphone;
  #open: OpenMicrophone | undefined;
  #wanted = false;
  #cancelRetry: () => void = () => {};

  constructor(options: EarsOptions) {
    this.#options = options;
    const { parts, send, clock, trace, processing } = options;
    this.#microphone = createMicrophone(processing ? {} : { echoCancellation: false, noiseSuppression: false, autoGainControl: false });
    this.#vad = this.#scope.own(createVadEngine({ onProgress: (progress) => parts.progress('vad', progress) }));
    this.#recognisers = createRecognisers({ backend: options.backend, onProgress: (language, progress) => parts.progress(`ears-${language}`, progress) });
    for (const recogniser of Object.values(this.#recognisers)) this.#scope.own(recogniser);
    this.#listening = this.#scope.own(new Listening({
      voiceProbability: (pcm) => this.#vad.run({ pcm }),
      resetVoice: () => this.#vad.reset(),
      recognisers: () => (['zh', 'en'] as const).filter((language) => parts.isReady(`ears-${language}`)).map((language) => this.#recognisers[language]),
      onStarted: () => {
        trace({ type: options.store.value.conversation.phase === 'speaking' ? 'barge-in' : 'speech-started' });
        send({ type: 'speech/started', atMs: clock.now() });
      },
      onPartial: (text) => send({ type: 'speech/partial', text }),
      onSilence: () => options.onSilence(TO_THE_ENDPOINT_MS),
      onPaused: (transcripts) => {
        const { accepted, text, language } = chooseTranscript(transcripts, options.store.value.conversation.language);
        if (accepted) options.prepare(text, language);
      },
      onEndpoint: () => {
        trace({ type: 'endpoint' });
        options.onSilence(TO_THE_ANSWER_MS);
      },
      onHeard: (transcripts, voice) => {
        const utterance = { ...chooseTranscript(transcripts, options.store.value.conversation.language), voice };
        for (const { text, accepted, language } of transcripts) trace({ type: 'heard', text: utterance.text, raw: text, accepted, language });
        trace({ type: 'final' });
        send({ type: 'speech/heard', atMs: clock.now(), utterance });
      },
    }));
    this.#scope.defer(this.#microphone.onDevicesChanged(() => void this.#retry()));
    this.#scope.defer(() => this.#close());
    this.#scope.defer(() => this.#cancelRetry());
  }

  /** Her Mandarin ear, where it is ready. */
  get mandarin(): Recogniser | undefined {
    return this.#options.parts.isReady('ears-zh') ? this.#recognisers.zh : undefined;
  }

  /** Loads voice detection, then the ears of the page's language, then the other. What could not be fetched is tried again by itself. */
  queueLoading(first: Language): void {
    const second: Language = first === 'zh' ? 'en' : 'zh';
    this.#load('vad');
    this.#load(`ears-${first}`);
    this.#load(`ears-${second}`, () => this.#options.trace({ type: 'ears-ready' }));
    this.#scope.defer(onOnline(() => this.#retryLoading()));
  }

  #load(part: HearingPart, onReady: () => void = () => {}): void {
    const { parts, store, clock } = this.#options;
    const load = () => (part === 'vad' ? this.#vad.load() : this.#recognisers[part === 'ears-zh' ? 'zh' : 'en'].load());
    void parts.queue(part, load).then((isReady) => {
      if (isReady) return onReady();
      const status = store.value.parts[part];
      if (status.state === 'failed' && status.code === 'offline') this.#cancelRetry = clock.after(RETRY_MS, () => this.#retryLoading());
    });
  }

  #retryLoading(): void {
    this.#cancelRetry();
    for (const part of HEARING_PARTS) {
      const status = this.#options.store.value.parts[part];
      if (status.state === 'failed' && status.code === 'offline') this.#load(part);
    }
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#wanted = on;
    if (!on) {
      this.#close();
      this.#setStatus('off');
      return;
    }
    if (this.#open) return;
    this.#setStatus('opening');
    try {
      const open = await this.#microphone.open({
        onAudio: (pcm) => this.#onAudio(pcm),
        onLost: ({ code }) => {
          this.#close();
          this.#setStatus(code);
        },
      });
      if (!this.#wanted) return open[Symbol.dispose]();
      this.#open = open;
      this.#setStatus('on');
    } catch (error) {
      this.#setStatus(asFailure(error, 'no-device').code);
    }
  }

  forget(): void {
    this.#listening.forget();
    void this.#vad.reset().catch(() => {});
  }

  leftovers(): string[] {
    return this.#listening.isBlank ? [] : ['sound'];
  }

  [Symbol.dispose](): void {
    this.#wanted = false;
    this.#scope[Symbol.dispose]();
  }

  #onAudio(pcm: Float32Array): void {
    this.level.set(rms(pcm));
    if (this.#options.parts.isReady('vad')) this.#listening.push(pcm, this.#options.speaker.level());
  }

  /** A device came or went: go on by itself when the microphone is back. */
  async #retry(): Promise<void> {
    const { microphone } = this.#options.store.value;
    if (this.#wanted && !this.#open && (microphone === 'no-device' || microphone === 'device-unplugged' || microphone === 'device-busy')) await this.setMicrophone(true);
  }

  #close(): void {
    this.#open?.[Symbol.dispose]();
    this.#open = undefined;
    this.level.set(0);
    // An utterance that was begun will never end now.
    this.#listening.forget();
    this.#options.send({ type: 'speech/dropped', atMs: this.#options.clock.now() });
  }

  #setStatus(microphone: KioskState['microphone']): void {
    this.#options.store.update((state) => ({ ...state, microphone }));
  }
}

function onOnline(listener: () => void): () => void {
  addEventListener('online', listener);
  return () => removeEventListener('online', listener);
}
