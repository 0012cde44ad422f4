import { LipTrack } from '../core/lip-sync/lip-track.ts';
import type { ReplyPlan } from '../core/reply/reply-plan.ts';
import { Failure } from '../core/shared/failure.ts';
import type { Language } from '../core/shared/language.ts';
import { toPhrases } from '../core/speech-text/phrases.ts';
import type { Clock } from '../ports/clock.ts';
import type { Speaker } from '../ports/speaker.ts';
import type { MouthSource } from '../ports/stage.ts';
import type { Voice } from '../ports/voice.ts';
import type { Trace } from './trace.ts';

export interface NarratorOptions {
  readonly speaker: Speaker;
  /** The voice of a language when it is ready, else undefined: then the words are shown at reading pace. */
  readonly voiceFor: (language: Language) => Voice | undefined;
  /** Hands the mouth over while she speaks, and takes it back. */
  readonly setMouth: (source: MouthSource | undefined) => void;
  readonly clock: Clock;
  readonly trace: Trace;
}

export interface NarrationHandlers {
  readonly onPhrase: (index: number) => void;
}

/** How fast a caption is read where there is no sound, in ms a character. */
const READING_MS: Readonly<Record<Language, number>> = { zh: 160, en: 55 };

/** Speaks an answer phrase by phrase: the first sounds while the next is being synthesised; lips follow the audio clock. */
export class Narrator {
  readonly #options: NarratorOptions;

  constructor(options: NarratorOptions) {
    this.#options = options;
  }

  /** Resolves when the last phrase was heard. Abort silences at once. @throws Failure `aborted` */
  async say(plan: ReplyPlan, { onPhrase }: NarrationHandlers, signal: AbortSignal): Promise<void> {
    const voice = this.#options.speaker.unlocked ? this.#options.voiceFor(plan.language) : undefined;
    if (voice) {
      try {
        return await this.#speak(voice, plan, onPhrase, signal);
      } catch (error) {
        // A voice that breaks never takes the answer with it: the words go on.
        if (signal.aborted) throw error;
      }
    }
    await this.#show(plan, onPhrase, signal);
  }

  #speak(voice: Voice, plan: ReplyPlan, onPhrase: (index: number) => void, signal: AbortSignal): Promise<void> {
    const { speaker, setMouth, trace } = this.#options;
    const phrases = toPhrases(plan.text, plan.language);
    const track = new LipTrack();
    return new Promise<void>((resolve, reject) => {
      const playback = speaker.play({
        onPiece: (index) => {
          if (index === 0) trace({ type: 'first-sound' });
          onPhrase(index);
        },
        onEnd: () => finish(resolve),
      });
      const stop = () => {
        playback.stop();
        this.#traceSilence();
        finish(() => reject(new Failure('aborted', 'the answer was interrupted')));
      };
      const finish = (settle: () => void) => {
        setMouth(undefined);
        signal.removeEventListener('abort', stop);
        settle();
      };
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      setMouth((out) => track.sample(playback.positionMs(), out));
      const queue = async () => {
        for (const { speakable } of phrases) {
          const speech = speakable === '' ? { pcm: new Float32Array(0), sampleRateHz: 16_000, phones: [] } : await voice.run({ text: speakable }, { signal });
          track.append(speech.phones, playback.add(speech));
        }
        playback.close();
      };
      queue().catch((error: unknown) => {
        if (signal.aborted) return;
        playback.stop();
        finish(() => reject(error as Error));
      });
    });
  }

  /** Tells when nothing is audible any more. */
  #traceSilence(): void {
    const { speaker, clock, trace } = this.#options;
    if (speaker.level() < 1e-3) trace({ type: 'silenced' });
    else clock.after(4, () => this.#traceSilence());
  }

  /** No sound: the phrases pass at reading pace. */
  async #show(plan: ReplyPlan, onPhrase: (index: number) => void, signal: AbortSignal): Promise<void> {
    const phrases = toPhrases(plan.text, plan.language);
    for (const [index, { text }] of phrases.entries()) {
      onPhrase(index);
      await this.#pause(400 + text.length * READING_MS[plan.language], signal);
    }
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.clock.after(ms, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      const onAbort = () => {
        cancel();
        reject(new Failure('aborted', 'the answer was interrupted'));
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
