import type { Language } from '../core/shared/language.ts';
import { createVoice } from '../engines/tts/client.ts';
import { rememberSpeech } from './remember-speech.ts';
import type { Voice } from '../ports/voice.ts';
import type { Parts } from './parts.ts';

export interface Voices extends Disposable {
  readyFor(language: Language): Voice | undefined;
  /** Loads the voice of a language after everything queued before. */
  queue(language: Language): void;
}

/** Her voices: English by flite, Mandarin by eSpeak NG where the build has it. */
export function createVoices(parts: Parts): Voices {
  const voices: Record<Language, Voice> = {
    en: rememberSpeech(createVoice({
      language: 'en',
      spawn: () => new Worker(new URL('../engines/tts/flite/flite.worker.ts', import.meta.url), { type: 'module', name: 'voice-en' }),
      onProgress: (progress) => parts.progress('voice-en', progress),
    })),
    zh: rememberSpeech(createVoice({
      language: 'zh',
      spawn: () => new Worker(new URL('../engines/tts/espeak/espeak.worker.ts', import.meta.url), { type: 'module', name: 'voice-zh' }),
      onProgress: (progress) => parts.progress('voice-zh', progress),
    })),
  };
  return {
    readyFor: (language) => (parts.isReady(`voice-${language}`) ? voices[language] : undefined),
    queue: (language) => void parts.queue(`voice-${language}`, () => voices[language].load()),
    [Symbol.dispose]() {
      for (const voice of Object.values(voices)) voice[Symbol.dispose]();
    },
  };
}
