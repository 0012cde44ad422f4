import type { Speech, Voice } from '../ports/voice.ts';

/** Phrases kept: an answer or two. */
const KEPT = 12;

/** A voice that keeps its last phrases, so that one that was got ready, or is said again, sounds at once. */
export function rememberSpeech(voice: Voice): Voice {
  const known = new Map<string, Promise<Speech>>();
  return {
    language: voice.language,
    load: (options) => voice.load(options),
    run(request, options) {
      const ready = known.get(request.text);
      if (ready) return ready;
      const speaking = voice.run(request, options);
      known.set(request.text, speaking);
      speaking.catch(() => known.delete(request.text));
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break;
        known.delete(oldest);
      }
      return speaking;
    },
    [Symbol.dispose]: () => voice[Symbol.dispose](),
  };
}
