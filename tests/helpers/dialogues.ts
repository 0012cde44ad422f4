import { readFileSync } from 'node:fs';
import type { ReplyResult } from '../../src/core/reply/reply.ts';
import type { Mind } from '../../src/tools/mind.ts';

/** One turn of a script: what is said, and what must come of it. */
export interface Turn {
  readonly say: string;
  readonly act: string;
  /** Slot -> value as text. */
  readonly slots: Readonly<Record<string, string>>;
  /** Kind of the card, `-` for none, empty when it is not looked at. */
  readonly card: string;
  readonly words: string;
}

export interface Dialogue {
  readonly name: string;
  readonly language: 'zh' | 'en';
  readonly turns: readonly Turn[];
}

/** Saturday, 21 November 2026, noon: the day the scripts are played on. */
export const SCRIPT_DAY_MS = new Date('2026-11-21T12:00:00').getTime();

/** Scripts of a file. @throws Error naming a line that cannot be read */
export function readDialogues(path: string, language: Dialogue['language']): Dialogue[] {
  const dialogues: { name: string; language: Dialogue['language']; turns: Turn[] }[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('== ')) dialogues.push({ name: line.slice(3).trim(), language, turns: [] });
    else dialogues.at(-1)!.turns.push(readTurn(line));
  }
  return dialogues;
}

/** All scripts of tests/dialogues. */
export function readScripts(): Dialogue[] {
  return (['zh', 'en'] as const).flatMap((language) => readDialogues(`tests/dialogues/${language}.txt`, language));
}

function readTurn(line: string): Turn {
  const [say, rest] = line.split(' -> ');
  const [act = '', slots = '', card = '', words = ''] = (rest ?? '').split('|').map((part) => part.trim());
  if (!say || act === '') throw new Error(`cannot be read: ${line}`);
  // `a=1+b=2`: a plus sign before a name begins the next slot.
  const pairs = slots === '' ? [] : slots.split(/\+(?=[a-z]+=)/).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  return { say: say.trim(), act, slots: Object.fromEntries(pairs), card, words };
}

/** Plays a script. @returns for each turn what is wrong with it, empty when nothing is */
export async function playDialogue({ language, turns }: Dialogue, mind: Mind): Promise<{ turn: Turn; result: ReplyResult; problems: string[] }[]> {
  const visit = mind.newVisit({ language, nowMs: SCRIPT_DAY_MS });
  const played: { turn: Turn; result: ReplyResult; problems: string[] }[] = [];
  for (const turn of turns) {
    const result = await visit.ask(turn.say);
    played.push({ turn, result, problems: problemsOf(turn, result) });
  }
  return played;
}

function problemsOf({ act, slots, card, words }: Turn, { plan, understanding }: ReplyResult): string[] {
  const problems: string[] = [];
  if (!plan.acts.includes(act)) problems.push(`act ${plan.acts.join(' > ')} instead of ${act}`);
  for (const [name, value] of Object.entries(slots)) {
    const actual = (understanding.slots as Readonly<Record<string, unknown>>)[name];
    const text = Array.isArray(actual) ? actual.join('+') : String(actual);
    if (text !== value) problems.push(`${name} is ${text} instead of ${value}`);
  }
  if (card === '-' && plan.card) problems.push(`a ${plan.card.kind} card`);
  if (card !== '' && card !== '-' && plan.card?.kind !== card) problems.push(`card ${plan.card?.kind} instead of ${card}`);
  if (words !== '' && !plan.text.includes(words)) problems.push(`"${plan.text}" does not say "${words}"`);
  return problems;
}
