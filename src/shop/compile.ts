import type { HearingPack, ShopPack } from '../core/knowledge/shop-pack.ts';
import { LANGUAGES } from '../core/shared/language.ts';
import { MentionFinder, delexicalise } from '../core/understanding/mentions.ts';
import { OUT_OF_SCOPE } from '../core/understanding/intents.ts';
import { checkReferences } from './check-references.ts';
import { carried, withFaq } from './faq.ts';
import { hearingOf } from './hearing-of.ts';
import { packOf } from './pack-of.ts';
import { PackError, type PackProblem } from './pack-problem.ts';
import { expandPattern, readPatterns } from './patterns.ts';
import { readShopFiles, type ShopFiles, type ShopSource } from './read-files.ts';

export interface Example {
  readonly text: string;
  readonly intent: string;
}

export interface CompiledShop {
  readonly pack: ShopPack;
  readonly hearing: HearingPack;
  /** What the intent model is trained on; each sentence once. */
  readonly examples: readonly Example[];
}

export interface CompileOptions {
  /** Hash of the files, hex. */
  readonly version: string;
  /** Patterns that every shop's training begins with: `intents.zh.txt`, `out-of-scope.en.txt` and so on. */
  readonly base?: ShopFiles;
  /** ARPAbet of an English word, one string a pronunciation. */
  readonly pronounce: (word: string) => readonly string[];
}

/** Sentences taken from one pattern. */
const OF_A_PATTERN = 10;

/** Checks a shop's files and makes of them all that the page needs. @throws PackError naming file and line of every mistake */
export function compileShop(files: ShopFiles, { version, base = new Map(), pronounce }: CompileOptions): CompiledShop {
  const problems: PackProblem[] = [];
  const read = readShopFiles(files, problems);
  if (!read) throw new PackError(problems);
  const source = withFaq(read);
  checkReferences(source, problems);
  if (problems.length > 0) throw new PackError(problems);
  const pack = packOf(source, version);
  return { pack, hearing: hearingOf(source, pack, pronounce), examples: examplesOf(source, base, new MentionFinder(pack)) };
}

/** The shop's sentences and those of any shop, with names replaced by what they name. */
function examplesOf(source: ShopSource, base: ShopFiles, finder: MentionFinder): Example[] {
  const examples = new Map<string, Example>();
  const add = (text: string, intent: string) => {
    const plain = text.replaceAll('{product}', ' xproductx ').replaceAll('{family}', ' xfamilyx ').replace(/\s+/g, ' ').trim();
    const delexicalised = delexicalise(plain, finder.find(plain));
    const key = `${intent} ${delexicalised}`;
    if (delexicalised !== '' && !examples.has(key)) examples.set(key, { text: delexicalised, intent });
  };
  for (const [intent, { zh, en }] of [...Object.entries(carried(source.intents)), [OUT_OF_SCOPE, source.outOfScope] as const]) for (const text of [...zh, ...en]) add(text, intent);
  for (const language of LANGUAGES) {
    for (const [intent, patterns] of readPatterns(base.get(`intents.${language}.txt`) ?? '')) {
      if (!(intent in source.intents)) continue;
      for (const pattern of patterns) for (const text of expandPattern(pattern, OF_A_PATTERN)) add(text, intent);
    }
    for (const patterns of readPatterns(base.get(`out-of-scope.${language}.txt`) ?? '').values()) for (const pattern of patterns) for (const text of expandPattern(pattern, OF_A_PATTERN)) add(text, OUT_OF_SCOPE);
  }
  return [...examples.values()];
}
