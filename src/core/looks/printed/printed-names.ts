import { editDistance } from '../../shared/edit-distance.ts';

/** A word that was read off a thing. */
export interface PrintedWord {
  readonly text: string;
  /** In [0, 1], as the reader says it. */
  readonly confidence: number;
  /** Words of one line share its number. */
  readonly line: number;
}

/** Something that may be named on itself, such as a product of the shop. */
export interface NamedThing {
  readonly id: string;
  /** Its names and model codes: `Cloud Kettle K1`, `云朵水壶`, `K1`. */
  readonly names: readonly string[];
}

export interface PrintedNames {
  /** Whose names stand there, best first; nothing else comes close to them. */
  readonly ids: readonly string[];
  /** One thing, by its whole name, by a long code, or by a code that is called a model. */
  readonly isSure: boolean;
}

const NOTHING: PrintedNames = { ids: [], isSure: false };

/** Words below this are guesses. */
const LEAST_CONFIDENCE = 0.5;
/** A short code that nothing introduces must be read this well. */
const CLEAR = 0.8;
/** Codes of fewer signs stand on many things by chance. */
const LONG_CODE = 4;
/** Names of fewer letters, or of fewer Han characters, say too little by themselves. */
const LEAST_LETTERS = 8;
const LEAST_HAN = 4;
/** One sign in so many may be misread. */
const SIGNS_A_MISTAKE = 5;
const INTRODUCES_MODEL = /型号|型號|款号|model|type|item|art\b|^mod\b/i;
const INTRODUCES_FAULT = /故障|错误|代码|error|err\b|fault|code/i;
/** What is taken for a digit. */
const LIKE_DIGIT: Readonly<Record<string, string>> = { o: '0', q: '0', d: '0', i: '1', l: '1', '|': '1', z: '2', s: '5', b: '8', g: '9' };

/** What was read well enough to be told, in lines. */
export function printedText(words: readonly PrintedWord[]): string {
  const lines = new Map<number, string[]>();
  for (const { text, confidence, line } of words) {
    if (confidence < LEAST_CONFIDENCE || !/[\p{L}\p{N}]{2}|\p{sc=Han}|^[\p{L}\p{N}]$/u.test(text)) continue;
    lines.set(line, [...(lines.get(line) ?? []), text]);
  }
  return [...lines.values()].map(joined).filter((line) => /[\p{L}\p{N}]{2}|\p{sc=Han}/u.test(line)).join('\n');
}

/** Which of a closed list of things is named by what was read off one. */
export function namedBy(words: readonly PrintedWord[], things: readonly NamedThing[]): PrintedNames {
  if (words.length === 0) return NOTHING;
  const lines = linesOf(words);
  const parts = things.map(({ id, names }) => ({ id, names: names.map(nameOf) }));
  const seen = new Map([...new Set(parts.flatMap(({ names }) => names.flatMap(({ codes }) => codes)))].map((code) => [code, codeEvidence(code, lines)]));
  const scored = parts.map(({ id, names }) => {
    const codes = names.flatMap(({ codes: own }) => own);
    // Another model's code stands there, and none of its own: what they have in common says nothing of this one.
    const isOther = codes.length > 0 && codes.every((code) => seen.get(code)!.score === 0) && [...seen.values()].some(({ score }) => score > 0);
    return { id, ...(isOther ? NO_EVIDENCE : best(names.map((name) => evidenceOf(name, lines, seen)))) };
  }).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first) return NOTHING;
  return { ids: scored.filter(({ score }) => score >= CLOSE * first.score).map(({ id }) => id), isSure: first.isSure && !(second && second.score >= CLOSE * first.score) };
}

/** A fault's code that stands alone on its line, or is called one. @param codes such as `E3` */
export function printedFault(words: readonly PrintedWord[], codes: readonly string[]): string | undefined {
  for (const { words: line, text } of linesOf(words)) {
    for (const { text: word, confidence } of line) {
      if (confidence < CLEAR || !(line.length === 1 || INTRODUCES_FAULT.test(text))) continue;
      const code = codes.find((each) => /\d/.test(each) && each.toUpperCase() === bare(word).toUpperCase());
      if (code) return code;
    }
  }
  return undefined;
}

interface Line {
  readonly words: readonly PrintedWord[];
  readonly text: string;
  /** Its Han characters, one after another. */
  readonly han: string;
  /** Its other words, in small letters, without marks. */
  readonly latin: readonly string[];
}

interface Evidence {
  /** Signs that agree; codes count for more than words that siblings share. */
  readonly score: number;
  readonly isSure: boolean;
}

const NO_EVIDENCE: Evidence = { score: 0, isSure: false };
const CODE_SCORE = 20;
/** What comes this close to the best is as likely. */
const CLOSE = 0.5;

function linesOf(words: readonly PrintedWord[]): Line[] {
  const trusted = words.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  return [...new Set(trusted.map(({ line }) => line))].map((number) => {
    const line = trusted.filter((word) => word.line === number);
    const text = joined(line.map((word) => word.text));
    return { words: line, text, han: hanOf(text), latin: latinOf(text) };
  });
}

/** A name by its parts: model codes, and runs of Han characters or of other words between them. */
interface Name {
  readonly codes: readonly string[];
  readonly runs: readonly { readonly han: string; readonly words: readonly string[] }[];
}

function nameOf(name: string): Name {
  const codes: string[] = [];
  const runs: { han: string; words: string[] }[] = [];
  for (const word of name.normalize('NFKC').match(/\p{sc=Han}+|[^\s\p{sc=Han}]+/gu) ?? []) {
    const han = hanOf(word);
    const last = runs.at(-1);
    if (han) runs.push({ han, words: [] });
    else for (const latin of latinOf(word)) {
      if (isCode(latin)) codes.push(latin);
      else if (last && !last.han) last.words.push(latin);
      else runs.push({ han: '', words: [latin] });
    }
  }
  return { codes, runs };
}

function evidenceOf({ codes, runs }: Name, lines: readonly Line[], seen: ReadonlyMap<string, Evidence>): Evidence {
  const told = runs.map(({ han, words }) => {
    const letters = words.join('').length;
    const isThere = han ? han.length >= LEAST_HAN && lines.some((line) => holdsRun(line.han, han)) : letters >= LEAST_LETTERS && lines.some(({ latin }) => holdsWords(latin, words));
    return isThere ? Math.max(letters, 2 * han.length) : 0;
  });
  const sum = told.reduce((a, b) => a + b, 0);
  const code = best(codes.map((each) => seen.get(each)!));
  if (code.score > 0) return { score: code.score + sum, isSure: code.isSure || sum > 0 };
  const isWhole = sum > 0 && told.every((each) => each > 0);
  return { score: isWhole ? sum : sum / 2, isSure: isWhole };
}

function codeEvidence(code: string, lines: readonly Line[]): Evidence {
  return best(lines.flatMap(({ words, text }) => words.flatMap((word) => latinOf(word.text).map((read): Evidence => {
    const isIntroduced = INTRODUCES_MODEL.test(text);
    const isExact = read === code;
    if (!isExact && !((isIntroduced || code.length >= LONG_CODE) && isReadAs(read, code))) return NO_EVIDENCE;
    if (code.length < LONG_CODE && !isIntroduced) return word.confidence >= CLEAR ? { score: CODE_SCORE / 2, isSure: false } : NO_EVIDENCE;
    return { score: CODE_SCORE + code.length, isSure: true };
  }))));
}

/** The same letters, and digits that look like what was read. */
function isReadAs(read: string, code: string): boolean {
  return read.length === code.length && [...code].every((char, i) => read[i] === char || (/\d/.test(char) && LIKE_DIGIT[read[i]!] === char));
}

/** These words, side by side and in this order, each with a mistake in so many letters. */
function holdsWords(line: readonly string[], words: readonly string[]): boolean {
  return line.some((_, from) => words.every((word, i) => isNear(line[from + i] ?? '', word)));
}

/** A run of characters with a mistake in so many. */
function holdsRun(line: string, run: string): boolean {
  const most = Math.floor(run.length / SIGNS_A_MISTAKE);
  for (let from = 0; from + run.length <= line.length; from += 1) {
    let mistakes = 0;
    for (let i = 0; i < run.length && mistakes <= most; i += 1) if (line[from + i] !== run[i]) mistakes += 1;
    if (mistakes <= most) return true;
  }
  return false;
}

function isNear(read: string, word: string): boolean {
  const most = Math.floor(word.length / SIGNS_A_MISTAKE);
  if (Math.abs(read.length - word.length) > most) return false;
  return read === word || (most > 0 && editDistance(read, word) <= most);
}

function best(all: readonly Evidence[]): Evidence {
  return all.reduce((a, b) => (b.score > a.score ? b : a), NO_EVIDENCE);
}

/** Letters and a number: a model's code. */
function isCode(word: string): boolean {
  return /[a-z]/.test(word) && /\d/.test(word);
}

function latinOf(text: string): string[] {
  return (text.normalize('NFKC').toLowerCase().replace(/(?<=[a-z\d])[-_./](?=[a-z\d])/g, '').match(/[\p{sc=Latin}\d|]+/gu) ?? []);
}

function hanOf(text: string): string {
  return (text.normalize('NFKC').match(/\p{sc=Han}/gu) ?? []).join('');
}

/** Readers cut Han text anywhere. */
function joined(words: readonly string[]): string {
  return words.join(' ').replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '');
}

function bare(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, '');
}
