/** Where a word or phrase stands in a lower-cased text, or -1: Latin ones as whole words, Han ones anywhere. */
export function wordAt(lower: string, word: string): number {
  const wanted = word.toLowerCase();
  const isLatin = /[a-z0-9]/.test(wanted[0] ?? '') || /[a-z0-9]/.test(wanted.at(-1) ?? '');
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    if (!isLatin || (!isWordChar(lower[at - 1]) && !isWordChar(lower[at + wanted.length]))) return at;
  }
  return -1;
}

/** Length of the longest of these words that a lower-cased text holds; 0 when it holds none. */
export function longestWordIn(lower: string, words: readonly string[]): number {
  return words.reduce((longest, word) => (word.length > longest && wordAt(lower, word) >= 0 ? word.length : longest), 0);
}

/** True for what a Latin word is made of, in lower case. */
export function isWordChar(char: string | undefined): boolean {
  return char !== undefined && /[a-z0-9]/.test(char);
}
