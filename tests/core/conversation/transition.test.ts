import { describe, expect, test } from 'vitest';
import { newConversation, type ConversationEvent, type ConversationState, type Effect } from '../../../src/core/conversation/conversation.ts';
import { transition } from '../../../src/core/conversation/transition.ts';
import type { ReplyPlan } from '../../../src/core/reply/reply-plan.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';

const plan: ReplyPlan = { language: 'zh', text: '在二楼。', suggestions: [], expression: 'neutral', gesture: 'none', acts: [], sources: [] };
const utterance = { text: '耳机在哪里', language: 'zh', accepted: true, alternatives: [], nBest: [], voice: { raisedDb: 0 } } as const;

function play(events: readonly ConversationEvent[], from: ConversationState = newConversation('zh')) {
  const effects: Effect[] = [];
  let state = from;
  for (const event of events) {
    const step = transition(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects, types: effects.map((effect) => effect.type) };
}

const asked: ConversationEvent[] = [{ type: 'visitor/asked', atMs: 0, text: '耳机' }, { type: 'reply/composed', turn: 1, plan }];

describe('a turn', () => {
  test('typed: thinks, speaks, and waits again', () => {
    const { state, types } = play([...asked, { type: 'voice/phrase', turn: 1, index: 0 }, { type: 'voice/ended', turn: 1, atMs: 3000 }]);
    expect(types).toEqual(['reply/compose', 'voice/say']);
    expect(state).toMatchObject({ phase: 'waiting', phrase: Infinity, lastSignMs: 3000 });
  });

  test('somebody who comes is greeted once a visit', () => {
    const came = play([{ type: 'visitor/came', atMs: 1_000 }]);
    expect(came.types).toEqual(['reply/greet']);
    const greeted = play([{ type: 'reply/composed', turn: 1, plan }, { type: 'voice/ended', turn: 1, atMs: 3_000 }, { type: 'visitor/came', atMs: 9_000 }], came.state);
    expect(greeted.types).toEqual(['voice/say']);
    expect(greeted.state.lastSignMs).toBe(9_000);
  });

  test('somebody who goes in mid-sentence: it is said to its end, and then the page is wiped; who comes back in time goes on', () => {
    const speaking = play([...asked, { type: 'visitor/gone', atMs: 2_000 }]);
    expect([speaking.state.phase, speaking.types]).toEqual(['speaking', ['reply/compose', 'voice/say']]);
    expect(play([{ type: 'voice/ended', turn: 1, atMs: 4_000 }], speaking.state).types.at(-1)).toBe('visit/wipe');
    const back = play([{ type: 'visitor/came', atMs: 3_000 }, { type: 'voice/ended', turn: 1, atMs: 4_000 }], speaking.state);
    expect([back.state.phase, back.types]).toEqual(['waiting', []]);
    expect(play([{ type: 'visitor/gone', atMs: 9_000 }], back.state).types.at(-1)).toBe('visit/wipe');
    expect(play([{ type: 'visitor/gone', atMs: 9_000 }]).types).toEqual([]);
  });

  test('a good-bye: time for a rating or one more question, then the page is wiped', () => {
    const farewell: ConversationEvent[] = [asked[0]!, { type: 'reply/composed', turn: 1, plan: { ...plan, ends: true } }, { type: 'voice/ended', turn: 1, atMs: 3_000 }];
    expect(play([...farewell, { type: 'time/passed', atMs: 12_900 }]).state).toMatchObject({ phase: 'waiting', plan: { ends: true } });
    expect(play([...farewell, { type: 'time/passed', atMs: 13_000 }]).types.at(-1)).toBe('visit/wipe');
    const wentOn = play([...farewell, { type: 'visitor/asked', atMs: 5_000, text: '等等' }, { type: 'reply/composed', turn: 2, plan }, { type: 'voice/ended', turn: 2, atMs: 8_000 }, { type: 'time/passed', atMs: 20_000 }]);
    expect(wentOn.state.phase).toBe('waiting');
  });

  test('spoken: hears with partials, then answers in the language heard', () => {
    const { state, effects } = play([{ type: 'speech/started', atMs: 0 }, { type: 'speech/partial', text: '耳机' }, { type: 'speech/heard', atMs: 900, utterance }]);
    expect(state).toMatchObject({ phase: 'thinking', heard: '耳机在哪里', heardBy: 'voice' });
    expect(effects.at(-1)).toMatchObject({ type: 'reply/compose', language: 'zh' });
  });

  test('speech that was not understood is neither shown nor answered as if it were', () => {
    const { state, effects } = play([{ type: 'speech/started', atMs: 0 }, { type: 'speech/heard', atMs: 900, utterance: { ...utterance, text: '而己再拿里', accepted: false } }]);
    expect(state.heard).toBe('');
    expect(effects.at(-1)!.type).toBe('reply/not-heard');
  });

  test('a late result of an older turn is ignored', () => {
    const { state } = play([...asked, { type: 'visitor/asked', atMs: 10, text: '水壶' }, { type: 'reply/composed', turn: 1, plan }, { type: 'voice/ended', turn: 1, atMs: 20 }]);
    expect(state).toMatchObject({ phase: 'thinking', turn: 2 });
  });
});

describe('interruption', () => {
  test.each<[string, ConversationEvent]>([
    ['by voice', { type: 'speech/started', atMs: 500 }],
    ['by typing', { type: 'visitor/asked', atMs: 500, text: '水壶' }],
    ['by a tap', { type: 'visitor/stopped', atMs: 500 }],
    ['by changing the language', { type: 'language/chosen', atMs: 500, language: 'en' }],
  ])('%s cancels what she says', (_, event) => {
    const { state, effects } = play([...asked, event]);
    expect(effects).toContainEqual({ type: 'turn/cancel', turn: 1 });
    expect(state.turn).toBe(2);
    expect(state.phase).not.toBe('speaking');
  });

  test('also while she is still thinking', () => {
    expect(play([asked[0]!, { type: 'speech/started', atMs: 5 }]).effects).toContainEqual({ type: 'turn/cancel', turn: 1 });
  });
});

describe('a screen left alone', () => {
  const answered = [...asked, { type: 'voice/ended', turn: 1, atMs: 4_000 } as const];

  test('asks after 60 s and is wiped 15 s later', () => {
    expect(play([...answered, { type: 'time/passed', atMs: 63_900 }]).state.phase).toBe('waiting');
    const asking = play([...answered, { type: 'time/passed', atMs: 64_000 }]);
    expect(asking.state.phase).toBe('asking');
    expect(asking.types.at(-1)).toBe('reply/are-you-there');
    expect(play([{ type: 'time/passed', atMs: 78_900 }], asking.state).state.phase).toBe('asking');
    const wiped = play([{ type: 'time/passed', atMs: 79_000 }], asking.state);
    expect(wiped.types).toContain('visit/wipe');
    expect(wiped.state).toMatchObject({ phase: 'welcome', heard: '', plan: undefined });
  });

  test('the next visit begins in the language of the shop', () => {
    expect(play([{ type: 'language/chosen', atMs: 0, language: 'en' }, { type: 'visitor/left' }]).state.language).toBe('zh');
  });

  test('her question does not count as a sign of life, a touch does', () => {
    const asking = play([...answered, { type: 'time/passed', atMs: 64_000 }, { type: 'reply/composed', turn: 2, plan }, { type: 'voice/ended', turn: 2, atMs: 67_000 }]);
    expect(play([{ type: 'time/passed', atMs: 79_000 }], asking.state).types).toContain('visit/wipe');
    expect(play([{ type: 'visitor/touched', atMs: 70_000 }, { type: 'time/passed', atMs: 79_000 }], asking.state).state.phase).toBe('waiting');
  });

  test('nobody is asked on the welcome screen, nor while she speaks', () => {
    expect(play([{ type: 'time/passed', atMs: 1e9 }]).state.phase).toBe('welcome');
    expect(play([...asked, { type: 'time/passed', atMs: 1e9 }]).state.phase).toBe('speaking');
  });
});

test('whatever happens in whatever order, a question is always answered and an empty screen always wiped', () => {
  const random = seededRandom(7);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!;
  for (let run = 0; run < 300; run += 1) {
    let state = newConversation('zh');
    let atMs = 0;
    for (let i = 0; i < 40; i += 1) {
      atMs += random() * 3_000;
      const turn = Math.max(0, state.turn - Math.floor(random() * 2));
      state = transition(state, pick<ConversationEvent>([
        { type: 'visitor/touched', atMs }, { type: 'visitor/asked', atMs, text: 'x' }, { type: 'visitor/stopped', atMs }, { type: 'visitor/greeted', atMs }, { type: 'language/chosen', atMs, language: pick(['zh', 'en']) },
        { type: 'speech/started', atMs }, { type: 'speech/partial', text: 'y' }, { type: 'speech/dropped', atMs }, { type: 'speech/heard', atMs, utterance }, { type: 'reply/composed', turn, plan },
        { type: 'voice/phrase', turn, index: 0 }, { type: 'voice/ended', turn, atMs }, { type: 'time/passed', atMs }, { type: 'visitor/left' },
      ])).state;
    }
    const answered = play([{ type: 'visitor/asked', atMs, text: 'z' }, { type: 'reply/composed', turn: state.turn + 1, plan }], state);
    expect(answered.state.phase).toBe('speaking');
    const over = play([{ type: 'voice/ended', turn: answered.state.turn, atMs }, { type: 'time/passed', atMs: atMs + 60_000 }, { type: 'time/passed', atMs: atMs + 75_000 }], answered.state);
    expect(over.state).toMatchObject({ phase: 'welcome', heard: '', plan: undefined });
  }
});

describe('help that she offers of herself', () => {
  const answered = { ...plan, acts: ['answer:find-product'] };
  const over: ConversationEvent[] = [{ type: 'visitor/asked', atMs: 0, text: '耳机' }, { type: 'reply/composed', turn: 1, plan: answered }, { type: 'voice/ended', turn: 1, atMs: 3_000 }];
  const offered: ConversationEvent[] = [...over, { type: 'time/passed', atMs: 28_000 }, { type: 'reply/composed', turn: 2, plan: { ...plan, acts: ['offer-help'] } }, { type: 'voice/ended', turn: 2, atMs: 31_000 }];

  test('comes once, after an answer and some silence, and is no sign of the visitor', () => {
    expect(play([...over, { type: 'time/passed', atMs: 27_900 }]).types).not.toContain('reply/offer');
    const { state, effects } = play(offered);
    expect(effects.find(({ type }) => type === 'reply/offer')).toMatchObject({ turn: 2, language: 'zh', after: answered });
    expect(state).toMatchObject({ phase: 'waiting', offer: 'made', lastSignMs: 3_000 });
    expect(play([{ type: 'time/passed', atMs: 40_000 }], state).types).toEqual([]);
    expect(play([{ type: 'time/passed', atMs: 63_000 }], state).types).toEqual(['reply/are-you-there']);
  });

  test('never follows a question of hers, or trouble', () => {
    for (const last of [{ ...answered, text: '哪一款？' }, { ...answered, acts: ['ask:order'] }, { ...answered, expression: 'sorry' as const }, { ...answered, acts: ['danger', 'hand-over'] }]) {
      expect(play([over[0]!, { type: 'reply/composed', turn: 1, plan: last }, over[2]!, { type: 'time/passed', atMs: 40_000 }]).types, last.text).not.toContain('reply/offer');
    }
  });

  test('gives way to a word of the visitor, and is not made again', () => {
    const { state } = play([...offered.slice(0, 5), { type: 'visitor/asked', atMs: 29_000, text: '水壶' }, { type: 'reply/composed', turn: 3, plan: answered }, { type: 'voice/ended', turn: 3, atMs: 32_000 }, { type: 'time/passed', atMs: 60_000 }]);
    expect(state).toMatchObject({ phase: 'waiting', offer: 'made' });
  });
});

describe('on the way to a person', () => {
  const inLine = play([...asked, { type: 'voice/ended', turn: 1, atMs: 1_000 }, { type: 'call/changed', atMs: 2_000, call: 'in-line' }]).state;
  const talking: ConversationEvent = { type: 'call/changed', atMs: 5_000, call: 'talking' };

  test('news of the line is told, but cuts off neither a question nor its answer\'s making', () => {
    expect(play([{ type: 'clerk/told', plan }], inLine).types).toEqual(['voice/say']);
    for (const asking of [[{ type: 'visitor/asked', atMs: 3_000, text: '几点关门' }], [{ type: 'speech/started', atMs: 3_000 }]] satisfies ConversationEvent[][]) {
      const { state } = play(asking, inLine);
      expect(play([{ type: 'clerk/told', plan }], state)).toMatchObject({ state, types: [] });
    }
  });

  test('what she has not answered yet is the person\'s to hear, whether it was typed, spoken, or is still being said', () => {
    const said = { type: 'call/said', text: '几点关门', language: 'zh', by: 'touch' };
    expect(play([{ type: 'visitor/asked', atMs: 3_000, text: '几点关门' }, talking], inLine).effects.slice(-2)).toEqual([{ type: 'turn/cancel', turn: inLine.turn + 1 }, said]);
    const spoken = play([{ type: 'speech/started', atMs: 3_000 }, { type: 'speech/heard', atMs: 4_000, utterance }, talking], inLine);
    expect(spoken.effects.at(-1)).toEqual({ ...said, text: utterance.text, by: 'voice' });
    const midway = play([{ type: 'speech/started', atMs: 4_500 }, { type: 'speech/partial', text: '耳机' }, talking], inLine);
    expect(midway.state).toMatchObject({ phase: 'hearing', call: 'talking' });
    expect(play([{ type: 'speech/heard', atMs: 6_000, utterance }], midway.state).effects).toEqual([{ ...said, text: utterance.text, by: 'voice' }]);
  });

  test('what was answered is not told again, nor is her greeting', () => {
    expect(play([talking], inLine).types).toEqual([]);
    expect(play([{ type: 'visitor/greeted', atMs: 3_000 }, talking], inLine).types).toEqual(['reply/greet', 'turn/cancel']);
  });
});
