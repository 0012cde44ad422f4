import type { EnglishGrammar } from '../../../core/knowledge/shop-pack.ts';

/**
 * The shop's sentences as a grammar, small enough to be heard in real time. The decoder copies a rule wherever it is named, and
 * copies of the list of names are what costs: so names of all classes are one rule, and every beginning before a name goes with
 * every ending after it ("where is the kettle in stock" is accepted too: harmless). Sentences that share their beginning share
 * it in the grammar. Source: JSpeech Grammar Format, W3C Note 5 June 2000.
 */
export function toJsgf({ sentences, classes }: EnglishGrammar): string {
  const plain: string[][] = [];
  const beginnings = new Set<string>();
  const endings = new Set<string>();
  const doubles = new Set<string>();
  for (const sentence of sentences) {
    const words = sentence.replace(/\{[a-z]+\}/g, NAME);
    const [beginning = '', ending = '', ...more] = words.split(NAME);
    if (!words.includes(NAME)) plain.push(words.split(' '));
    else if (more.length > 0) doubles.add(words);
    else {
      beginnings.add(beginning.trim());
      endings.add(ending.trim());
    }
  }
  const split = (texts: Iterable<string>) => [...texts].map((text) => text.split(' ').filter(Boolean));
  const named = beginnings.size > 0 ? [`${shared(split(beginnings))} ${NAME} ${shared(split(endings))}`] : [];
  // Two names in one sentence cost two more copies: one such sentence stands for all.
  const rules = [shared(plain), ...named, ...[...doubles].slice(0, 1)];
  return ['#JSGF V1.0;', 'grammar shop;', `public <sentence> = ${rules.filter(Boolean).join(' | ')};`, `${NAME} = ${shared(split(Object.values(classes).flat()))};`, ''].join('\n');
}

const NAME = '<name>';

interface Branch {
  readonly children: Map<string, Branch>;
  isEnd: boolean;
}

/** Alternatives with common beginnings joined: `where ( is it | are they )`. An empty alternative makes the rest optional. */
function shared(alternatives: readonly (readonly string[])[]): string {
  const root: Branch = { children: new Map(), isEnd: false };
  for (const words of alternatives) {
    let branch = root;
    for (const word of words) {
      let next = branch.children.get(word);
      if (!next) {
        next = { children: new Map(), isEnd: false };
        branch.children.set(word, next);
      }
      branch = next;
    }
    branch.isEnd = true;
  }
  return write(root);
}

function write({ children, isEnd }: Branch): string {
  const parts = [...children].map(([word, child]) => `${word} ${write(child)}`.trim());
  if (parts.length === 0) return '';
  if (isEnd) return `[ ${parts.join(' | ')} ]`;
  return parts.length === 1 ? parts[0]! : `( ${parts.join(' | ')} )`;
}

/** ARPAbet as the acoustic model has it. */
const PHONES = 'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(' ');

/** Any sequence of sounds: what speech is compared with to tell whether the grammar fits it at all. */
export const PHONE_LOOP = {
  words: PHONES.map((phone) => [`ph_${phone.toLowerCase()}`, phone] as const),
  jsgf: `#JSGF V1.0;\ngrammar phones;\npublic <phones> = ( ${PHONES.map((phone) => `ph_${phone.toLowerCase()}`).join(' | ')} )+;\n`,
};
