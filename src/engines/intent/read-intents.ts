import type { MoodScores } from '../../core/understanding/sentiment.ts';
import type { IntentReading } from './contract.ts';
import { scoreIntents, type IntentModel } from './model.ts';

export interface IntentModels {
  readonly intents: IntentModel;
  /** Its classes are moods. */
  readonly moods: IntentModel;
}

/** @param text delexicalised (core/understanding/mentions) */
export function readIntents({ intents, moods }: IntentModels, text: string): IntentReading {
  return { scores: scoreIntents(intents, text), moods: Object.fromEntries(scoreIntents(moods, text).map(({ intent, probability }) => [intent, probability])) as unknown as MoodScores };
}
