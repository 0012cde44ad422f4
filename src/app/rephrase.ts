import type { Rephraser } from '../ports/rephraser.ts';

/** Longer than this nobody waits for nicer words, in ms. */
const PATIENCE_MS = 1_200;

/** Asks the server, which asks the shop's language model. Only her own sentence is sent, nothing of the visitor's. */
export const serverRephraser: Rephraser = {
  async rephrase(text, language, signal) {
    try {
      const response = await fetch('/api/rephrase', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text, language }), signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
      if (response.status !== 200) return undefined;
      const { text: other } = (await response.json()) as { text?: unknown };
      return typeof other === 'string' ? other : undefined;
    } catch {
      return undefined;
    }
  },
};
