import type { PhoneEvent } from '../../../core/lip-sync/phone-event.ts';
import { Failure } from '../../../core/shared/failure.ts';
import type { Speech, SpeechRequest } from '../../../ports/voice.ts';
import type { Synthesiser } from '../contract.ts';
import { finishSpeech } from '../finish.ts';

/** The module of npm `@echogarden/espeak-ng-emscripten`, as far as it is used (it ships no types). */
export interface EspeakModule {
  readonly eSpeakNGWorker: new () => EspeakSynth | Promise<EspeakSynth>;
}
interface EspeakSynth {
  /** 0 when the voice exists. */
  set_voice(name: string): number;
  set_rate(wordsPerMinute: number): void;
  /** 0-99, 50 is the voice's own. */
  set_pitch(pitch: number): void;
  /** Calls back with 16 bit chunks at 22,050 Hz and the events that begin in them. */
  synthesize(text: string, onChunk: (audio: Int16Array, events: readonly EspeakEvent[]) => boolean): void;
}
interface EspeakEvent {
  readonly type: string;
  /** In ms from the start. */
  readonly audio_position: number;
  /** IPA, for events of type `phoneme`. */
  readonly id: unknown;
}
export type CreateEspeak = (options: { getPreloadedPackage: () => ArrayBuffer }) => Promise<EspeakModule>;

export interface EspeakOptions {
  /** Words a minute in eSpeak's count, 80-450. */
  readonly rate: number;
  /** 0-99. */
  readonly pitch: number;
}

export const ESPEAK_DEFAULTS: EspeakOptions = { rate: 165, pitch: 68 };

const SAMPLE_RATE_HZ = 22_050;

/** Mandarin by eSpeak NG: timed phonemes; Latin letters inside are read by its English voice. */
export class Espeak implements Synthesiser {
  readonly #synth: EspeakSynth;
  #voice: 'cmn' | 'en' = 'cmn';

  private constructor(synth: EspeakSynth) {
    this.#synth = synth;
  }

  /** @param data the package's `espeak-ng.data` */
  static async create(createModule: CreateEspeak, data: ArrayBuffer, options: Partial<EspeakOptions> = {}): Promise<Espeak> {
    const { rate, pitch } = { ...ESPEAK_DEFAULTS, ...options };
    // NOTICE: the package overwrites `locateFile`, so its data can only be handed over this way (0.3.5).
    const module = await createModule({ getPreloadedPackage: () => data });
    const synth = await new module.eSpeakNGWorker();
    if (synth.set_voice('cmn') !== 0) throw new Failure('load-failed', 'eSpeak has no Mandarin voice');
    synth.set_rate(rate);
    synth.set_pitch(pitch);
    return new Espeak(synth);
  }

  speak({ text }: SpeechRequest): Speech {
    const runs = text.match(/[A-Za-z][A-Za-z' ]*|[^A-Za-z]+/g) ?? [];
    const pieces = runs.map((run) => this.#speakRun(run, /[A-Za-z]/.test(run) ? 'en' : 'cmn')).filter((piece) => piece.pcm.length > 0);
    if (pieces.length === 0) throw new Failure('run-failed', 'nothing to say');
    return finishSpeech(join(pieces));
  }

  #speakRun(text: string, voice: 'cmn' | 'en'): Speech {
    const chunks: Int16Array[] = [];
    const events: EspeakEvent[] = [];
    // Changing the voice reads its dictionary again, which takes longer than a short sentence.
    if (voice !== this.#voice) this.#synth.set_voice(voice);
    this.#voice = voice;
    this.#synth.synthesize(text, (audio, next) => {
      if (audio) chunks.push(audio);
      events.push(...next);
      return false;
    });
    const pcm = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) for (const sample of chunk) pcm[at++] = sample / 32768;
    return finishSpeech({ pcm, sampleRateHz: SAMPLE_RATE_HZ, phones: toPhones(events, (pcm.length / SAMPLE_RATE_HZ) * 1000) }, { tailMs: 30 });
  }
}

function toPhones(events: readonly EspeakEvent[], totalMs: number): PhoneEvent[] {
  const starts = events.filter((event) => event.type === 'phoneme');
  return starts
    .map(({ id, audio_position: startMs }, i) => ({ phone: String(id).replace(/[ˈˌː]/g, '') || 'pau', startMs, endMs: starts[i + 1]?.audio_position ?? totalMs }))
    .filter((phone) => phone.endMs > phone.startMs);
}

function join(pieces: readonly Speech[]): Speech {
  const pcm = new Float32Array(pieces.reduce((sum, piece) => sum + piece.pcm.length, 0));
  const phones: PhoneEvent[] = [];
  let at = 0;
  for (const piece of pieces) {
    const offsetMs = (at / SAMPLE_RATE_HZ) * 1000;
    phones.push(...piece.phones.map(({ phone, startMs, endMs }) => ({ phone, startMs: startMs + offsetMs, endMs: endMs + offsetMs })));
    pcm.set(piece.pcm, at);
    at += piece.pcm.length;
  }
  return { pcm, sampleRateHz: SAMPLE_RATE_HZ, phones };
}
