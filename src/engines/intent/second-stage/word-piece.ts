/** Ids longer than this are cut off; the network was made with 128 and takes up to 512. */
const LONGEST = 128;
const LONGEST_WORD = 100;
const PUNCTUATION = /[!-/:-@[-`{-~]|\p{P}/u;
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/u;

/**
 * WordPiece of BERT, uncased (Devlin et al. 2019; Wu et al. 2016): lower case without accents, split at spaces and punctuation, then the
 * longest piece first.
 */
export class WordPiece {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #first: number;
  readonly #last: number;
  readonly #unknown: number;

  /** @param vocabulary one piece a line; its id is the number of its line, from 0. @throws RangeError when a special piece is missing */
  constructor(vocabulary: string) {
    this.#ids = new Map(vocabulary.replace(/\r?\n$/, '').split(/\r?\n/).map((piece, id) => [piece, id]));
    this.#first = this.#special('[CLS]');
    this.#last = this.#special('[SEP]');
    this.#unknown = this.#special('[UNK]');
  }

  /** Ids of a sentence with both special ones, at most 128. */
  encode(text: string): number[] {
    const ids = [this.#first];
    for (const word of wordsOf(text)) ids.push(...this.#pieces([...word]));
    return [...ids.slice(0, LONGEST - 1), this.#last];
  }

  #pieces(letters: readonly string[]): number[] {
    if (letters.length > LONGEST_WORD) return [this.#unknown];
    const pieces: number[] = [];
    for (let start = 0; start < letters.length; ) {
      let end = letters.length;
      let id: number | undefined;
      for (; end > start; end -= 1) {
        id = this.#ids.get((start > 0 ? '##' : '') + letters.slice(start, end).join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return [this.#unknown];
      pieces.push(id);
      start = end;
    }
    return pieces;
  }

  #special(piece: string): number {
    const id = this.#ids.get(piece);
    if (id === undefined) throw new RangeError(`the vocabulary has no ${piece}`);
    return id;
  }
}

function wordsOf(text: string): string[] {
  let spaced = '';
  for (const char of text) {
    if (/\s/u.test(char)) spaced += ' ';
    else if (!/[\p{C}\ufffd]/u.test(char)) spaced += HAN.test(char) ? ` ${char} ` : char;
  }
  let split = '';
  for (const char of spaced.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase()) split += PUNCTUATION.test(char) ? ` ${char} ` : char;
  return split.split(' ').filter(Boolean);
}
