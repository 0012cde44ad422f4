import { seededRandom } from '../core/shared/random.ts';

/**
 * Sentences of a pattern: `(a|b)` is a choice, `(a|)` may be left out, choices do not nest. All of them where there are few, else `most` drawn
 * at random, always the same ones.
 */
export function expandPattern(pattern: string, most: number): string[] {
  const parts = pattern.split(/[()]/).map((part, i) => (i % 2 === 0 ? [part] : part.split('|')));
  const total = parts.reduce((product, choices) => product * choices.length, 1);
  const join = (pick: (choices: readonly string[], i: number) => string) => parts.map(pick).join('').replace(/\s+/g, ' ').trim();
  const sentences = new Set<string>();
  if (total <= most) {
    for (let n = 0; n < total; n += 1) {
      let rest = n;
      sentences.add(join((choices) => {
        const choice = choices[rest % choices.length]!;
        rest = Math.floor(rest / choices.length);
        return choice;
      }));
    }
  } else {
    const random = seededRandom(pattern.length * 7919 + (pattern.codePointAt(1) ?? 0));
    // Each choice is taken in turn, so that every word occurs.
    const turns = parts.map((choices) => Math.floor(random() * choices.length));
    for (let n = 0; sentences.size < most && n < most * 3; n += 1) sentences.add(join((choices, i) => choices[n < most ? (turns[i]! + n) % choices.length : Math.floor(random() * choices.length)]!));
  }
  sentences.delete('');
  return [...sentences];
}

/** Patterns by the name above them: `[name]`, then one a line; `#` begins a comment. Lines before the first name belong to ''. */
export function readPatterns(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let name = '';
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const heading = /^\[([a-z-]+)\]$/.exec(line);
    if (heading) name = heading[1]!;
    else found.set(name, [...(found.get(name) ?? []), line]);
  }
  return found;
}
