import { expose, releaseProxy } from 'comlink';
import { Failure, toOutcome } from '../../core/shared/failure.ts';
import { seededRandom } from '../../core/shared/random.ts';
import type { LoadProgress } from '../../ports/engine.ts';
import type { AsrWorkerApi, Hearing, StreamId } from './contract.ts';

/** Exposes a recogniser to the page; called once by each recogniser's worker. @param most utterances that may be open at once; of more the oldest is dropped */
export function serveRecogniser<Setup>(create: (setup: Setup, onProgress: (progress: LoadProgress) => void) => Promise<(contextSamples: number) => Hearing>, most = 1): void {
  let open: ((contextSamples: number) => Hearing) | undefined;
  const hearings = new Map<StreamId, Hearing>();
  const of = (stream: StreamId): Hearing => {
    const hearing = hearings.get(stream);
    if (!hearing) throw new Failure('run-failed', `utterance ${stream} is not open`);
    return hearing;
  };
  const drop = (stream: StreamId) => {
    hearings.get(stream)?.close?.();
    hearings.delete(stream);
  };
  const api: AsrWorkerApi<Setup> = {
    load: (setup, onProgress) => toOutcome(async () => {
      open = await create(setup, onProgress);
      onProgress({ stage: 'warm-up', loadedBytes: 0, totalBytes: null });
      await warmUp(open(0));
      (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
    }, 'load-failed'),
    open: (stream, contextSamples) => toOutcome(() => {
      if (!open) throw new Failure('load-failed', 'the recogniser is not loaded');
      for (const other of [...hearings.keys()].slice(0, Math.max(0, hearings.size - most + 1))) drop(other);
      hearings.set(stream, open(contextSamples));
    }),
    push: (stream, pcm) => toOutcome(() => of(stream).push(pcm)),
    peek: (stream) => toOutcome(() => of(stream).peek()),
    finish: (stream) => toOutcome(async () => {
      const transcript = await of(stream).finish();
      drop(stream);
      return transcript;
    }),
    abort: (stream) => toOutcome(() => drop(stream)),
  };
  expose(api);
}

/** The first utterance pays for compilation of the hot loops: let it be two seconds of faint noise, not the visitor's. */
async function warmUp(hearing: Hearing): Promise<void> {
  const random = seededRandom(1);
  for (let i = 0; i < 20; i += 1) await hearing.push(Float32Array.from({ length: 1600 }, () => (random() - 0.5) * 0.1));
  await hearing.finish();
}
