import { expose } from 'comlink';
import { Failure, toOutcome } from '../../core/shared/failure.ts';
import { fetchWithProgress } from '../../runtime/fetch-with-progress.ts';
import { decodeBagModel } from './codec.ts';
import type { IntentWorkerApi } from './contract.ts';
import { readIntents, type IntentModels } from './read-intents.ts';

let models: IntentModels | undefined;

const api: IntentWorkerApi = {
  load: ({ intents, moods }) => toOutcome(async () => {
    const [first, second] = await Promise.all([intents, moods].map(async (url) => decodeBagModel(await fetchWithProgress(url, () => {}))));
    models = { intents: first!, moods: second! };
  }, 'load-failed'),
  run: ({ text }) => toOutcome(() => {
    if (!models) throw new Failure('load-failed', 'the intent model is not loaded');
    return readIntents(models, text);
  }),
};
expose(api);
