import { wordAt } from '../shared/word-match.ts';
import type { VoiceSigns } from './voice-level.ts';

export interface Sentiment {
  readonly label: 'positive' | 'neutral' | 'negative';
  /** From -1 (bad) to 1 (good). */
  readonly score: number;
  /** Insults and threats to leave, sue or complain: louder than a bad mood. */
  readonly isAngry: boolean;
}

export const MOODS = ['positive', 'neutral', 'negative', 'angry'] as const;
export type Mood = (typeof MOODS)[number];
/** Probability of each mood, by the model trained on shops/base/mood.*.txt; sums to 1. */
export type MoodScores = Readonly<Record<Mood, number>>;

/** Words and how they weigh, written for shops. */
const WEIGHTS: Readonly<Record<string, readonly string[]>> = {
  '-0.9': ['气死', '骗子', '骗人', '坑人', '坑爹', '垃圾', '投诉', '曝光', '报警', '起诉', '太差', '差劲', '恶心', '滚', '破店', '黑店', '烂透', 'scam', 'rip off', 'rip-off', 'garbage', 'disgusting', 'furious', 'unacceptable', 'outrageous', 'sue', 'worst', 'cheated', 'ridiculous', 'pathetic', 'useless', 'terrible', 'horrible', 'awful', 'rubbish', 'crap', 'stupid'],
  '-0.55': ['生气', '失望', '不满', '烦', '糟', '太慢', '没人理', '态度', '质量差', '不好用', '受不了', '倒霉', '再也不', '不像话', '搞什么', '等了', '烂', '坏了', '破', 'angry', 'disappointed', 'annoyed', 'annoying', 'upset', 'rude', 'bad', 'poor', 'never again', 'waiting forever', 'waste of', 'fed up', 'unhappy', 'frustrated', 'not happy', 'not good', 'broken', 'hate'],
  '-0.3': ['不行', '不好', '慢', '贵', '麻烦', '难用', '问题', 'slow', 'expensive', 'problem', 'difficult', 'confusing', 'wrong'],
  '0.4': ['谢谢', '好的', '不错', '可以', '方便', '便宜', '漂亮', 'thanks', 'thank', 'nice', 'good', 'fine', 'helpful', 'easy', 'cheers'],
  '0.8': ['太好了', '很棒', '真棒', '喜欢', '满意', '完美', '开心', '厉害', '优秀', '感谢', 'great', 'love', 'perfect', 'awesome', 'excellent', 'amazing', 'wonderful', 'fantastic', 'happy', 'brilliant'],
};
const NEGATION = /(?:不|没|别|无|not|no|never|n't|isn't|wasn't|don't|doesn't)\s*(?:是|很|太|那么|really|very|so|too|that)?\s*$/i;
const STRONG = /(?:太|非常|特别|极其|真的?|so|very|really|extremely|totally|absolutely)\s*$/i;
const ANGRY = -0.85;

/** Neutral sentences are half of those the model saw, and fewer of those that matter. */
const NEUTRAL_WEIGHT = 0.6;
/** Anger changes what she does: the model must be this sure of it. */
const SURELY_ANGRY = 0.55;
/** A word this strong is believed against the model. */
const STRONG_WORD = 0.55;

/** A voice raised by this much means what it says. */
const RAISED_DB = 8;
const RAISED = 1.5;

/**
 * How a sentence feels, by its words and by the model: what both say is as loud as the louder; where one says nothing, the other has it.
 * A raised voice makes bad words worse; by itself it means nothing, for shops are loud.
 */
export function feel(words: Sentiment, moods: MoodScores, voice?: VoiceSigns): Sentiment {
  const felt = scoreOf(moods);
  const agree = Math.sign(felt) * Math.sign(words.score) >= 0;
  const louder = Math.abs(felt) > Math.abs(words.score) ? felt : words.score;
  const score = agree ? louder : Math.abs(words.score) >= STRONG_WORD ? words.score : felt;
  return sentimentOf(voice && voice.raisedDb >= RAISED_DB && score < 0 ? Math.max(-1, score * RAISED) : score);
}

/** Moods as one number from -1 to 1; 0 where none stands out. */
function scoreOf({ positive, neutral, negative, angry }: MoodScores): number {
  const bad = negative + angry;
  if (Math.max(bad, positive) <= neutral * NEUTRAL_WEIGHT) return 0;
  if (positive > bad) return 0.25 + 0.6 * positive;
  return angry >= SURELY_ANGRY ? -0.85 - 0.15 * angry : -0.25 - 0.55 * bad;
}

/** How a sentence feels, by the words in it; a negation turns a word over, an intensifier makes it louder. */
export function readSentiment(text: string): Sentiment {
  const lower = text.toLowerCase();
  let low = 0;
  let high = 0;
  for (const [weight, words] of Object.entries(WEIGHTS)) {
    for (const word of words) {
      const at = wordAt(lower, word);
      if (at < 0) continue;
      const before = lower.slice(Math.max(0, at - 12), at);
      const turned = NEGATION.test(before) ? -0.6 : 1;
      const value = Number(weight) * turned * (STRONG.test(before) ? 1.25 : 1);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const shouting = /[!！]{2,}/.test(text) || (/[A-Z]{4,}/.test(text) && text === text.toUpperCase()) ? 1.15 : 1;
  // One bad word outweighs a polite one.
  const score = Math.max(-1, Math.min(1, (low < -0.25 ? low + high * 0.3 : low + high) * shouting));
  return sentimentOf(score);
}

function sentimentOf(score: number): Sentiment {
  return { label: score <= -0.25 ? 'negative' : score >= 0.25 ? 'positive' : 'neutral', score: Math.round(score * 100) / 100, isAngry: score <= ANGRY };
}
