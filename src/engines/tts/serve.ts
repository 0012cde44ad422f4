import { expose, releaseProxy, transfer } from 'comlink';
import { Failure, toOutcome } from '../../core/shared/failure.ts';
import type { LoadProgress } from '../../ports/engine.ts';
import type { Synthesiser, VoiceWorkerApi } from './contract.ts';

/** Exposes a synthesiser to the page; called once by each voice worker. */
export function serveVoice(create: (onProgress: (progress: LoadProgress) => void) => Promise<Synthesiser>): void {
  let synthesiser: Synthesiser | undefined;
  const api: VoiceWorkerApi = {
    load: (onProgress) => toOutcome(async () => {
      synthesiser = await create(onProgress);
      (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
    }, 'load-failed'),
    run: async (request) => {
      const outcome = await toOutcome(() => {
        if (!synthesiser) throw new Failure('load-failed', 'the voice is not loaded');
        return synthesiser.speak(request);
      });
      return outcome.ok ? transfer(outcome, [outcome.value.pcm.buffer]) : outcome;
    },
  };
  expose(api);
}
