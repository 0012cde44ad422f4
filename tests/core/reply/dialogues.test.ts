import { describe, expect, test } from 'vitest';
import { demoMind } from '../../helpers/demo-mind.ts';
import { playDialogue, readDialogues, readScripts } from '../../helpers/dialogues.ts';

const mind = await demoMind();
const scripts = readScripts();

test('there are at least 120 scripts with 200 turns in both languages', () => {
  expect(scripts.length).toBeGreaterThanOrEqual(120);
  expect(scripts.reduce((sum, { turns }) => sum + turns.length, 0)).toBeGreaterThanOrEqual(200);
  expect(new Set(scripts.map(({ language }) => language)).size).toBe(2);
});

describe.each([['a talk', scripts], ['two steps through the graph', [...readDialogues('bench/sets/two-hop.zh.txt', 'zh'), ...readDialogues('bench/sets/two-hop.en.txt', 'en')]]])('%s', (_, dialogues) => {
  test.each(dialogues.map((dialogue) => [`${dialogue.language}: ${dialogue.name}, ${dialogue.turns[0]!.say}`, dialogue] as const))('%s', async (name, dialogue) => {
    for (const { turn, problems } of await playDialogue(dialogue, mind)) expect(problems, `${name}: ${turn.say}`).toEqual([]);
  });
});
