import type { Hypothesis } from '../../../core/understanding/hypotheses.ts';
import { logAdd } from '../../../core/shared/log-add.ts';
import { KeptFrames } from './kept-frames.ts';
import { BLANK } from './phrase-trie.ts';

/** Tokens of a frame that may be meant. */
const TOKENS = 6;
/** … and none this much less likely than the frame's best, in nats. */
const BELOW_BEST = 7;
const BEAM = 12;

interface Choice {
  readonly token: number;
  readonly logProb: number;
}

interface Prefix {
  readonly tokens: readonly number[];
  /** Log-probability of all ways to it that end in a blank, and of those that end in its last token. */
  blank: number;
  token: number;
}

/** The likeliest texts of an utterance: prefix beam search of a CTC network's frames (Hannun et al. 2014), without a language model. */
export class NBest {
  readonly #tokens: readonly string[];
  readonly #kept: KeptFrames;
  #frames: Choice[][] = [];

  /** @param tokens the first one is the blank @param skip frames at the beginning that are context only */
  constructor(tokens: readonly string[], skip = 0) {
    this.#tokens = tokens;
    this.#kept = new KeptFrames(tokens.length, skip);
  }

  push(logProbs: Float32Array): void {
    for (const { row } of this.#kept.of(logProbs)) this.#frames.push(likeliest(row));
  }

  /** Best first; texts differ. */
  best(count: number): Hypothesis[] {
    let beam: Prefix[] = [{ tokens: [], blank: 0, token: -Infinity }];
    for (const choices of this.#frames) beam = step(beam, choices);
    const texts = new Map<string, number>();
    for (const prefix of beam) {
      const text = prefix.tokens.map((token) => this.#tokens[token]).join('');
      texts.set(text, logAdd(texts.get(text) ?? -Infinity, logAdd(prefix.blank, prefix.token)));
    }
    return [...texts].map(([text, score]) => ({ text, score })).sort((a, b) => b.score - a.score).slice(0, count);
  }
}

function likeliest(row: Float32Array): Choice[] {
  const choices: Choice[] = [];
  for (let token = 0; token < row.length; token += 1) {
    const logProb = row[token]!;
    if (choices.length === TOKENS && logProb <= choices[TOKENS - 1]!.logProb) continue;
    let at = choices.length;
    while (at > 0 && choices[at - 1]!.logProb < logProb) at -= 1;
    choices.splice(at, 0, { token, logProb });
    if (choices.length > TOKENS) choices.pop();
  }
  return choices.filter(({ logProb }) => logProb >= choices[0]!.logProb - BELOW_BEST);
}

function step(beam: readonly Prefix[], choices: readonly Choice[]): Prefix[] {
  const next = new Map<string, Prefix>();
  const at = (tokens: readonly number[]): Prefix => {
    const key = tokens.join(',');
    const prefix = next.get(key) ?? { tokens, blank: -Infinity, token: -Infinity };
    next.set(key, prefix);
    return prefix;
  };
  for (const { tokens, blank, token: last } of beam) {
    const whole = logAdd(blank, last);
    const same = at(tokens);
    for (const { token, logProb } of choices) {
      if (token === BLANK) same.blank = logAdd(same.blank, whole + logProb);
      else if (token === tokens.at(-1)) {
        same.token = logAdd(same.token, last + logProb);
        const again = at([...tokens, token]);
        again.token = logAdd(again.token, blank + logProb);
      } else {
        const longer = at([...tokens, token]);
        longer.token = logAdd(longer.token, whole + logProb);
      }
    }
  }
  return [...next.values()].sort((a, b) => logAdd(b.blank, b.token) - logAdd(a.blank, a.token)).slice(0, BEAM);
}
