import { expose } from 'comlink';
import { Failure, toOutcome } from '../../core/shared/failure.ts';
import { fetchWithProgress } from '../../runtime/fetch-with-progress.ts';
import { decodeBagModel } from './codec.ts';
import type { IntentWorkerApi } from './contract.ts';
import { scoreIntents, type IntentModel } from './model.ts';

let model: IntentModel | undefined;

const api: IntentWorkerApi = {
  load: (url) => toOutcome(async () => { model = decodeBagModel(await fetchWithProgress(url, () => {})); }, 'load-failed'),
  run: ({ text }) => toOutcome(() => {
    if (!model) throw new Failure('load-failed', 'the intent model is not loaded');
    return scoreIntents(model, text);
  }),
};
expose(api);
