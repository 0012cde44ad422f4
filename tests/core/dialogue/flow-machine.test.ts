import { expect, test } from 'vitest';
import { advanceFlow, beginFlow, MOST_MISSES, pendingAct, type Advanced } from '../../../src/core/dialogue/flow-machine.ts';
import type { Flow } from '../../../src/core/dialogue/flow.ts';

const both = (text: string) => ({ zh: text, en: text });
const flow: Flow = {
  id: 'order', intents: ['order-status'],
  steps: [
    { do: 'collect', slot: 'order', kind: 'order', ask: both('which order?') },
    { do: 'collect', slot: 'note', kind: 'text', ask: both('anything to add?'), optional: true },
    { do: 'confirm', ask: both('{order}?') },
    { do: 'branch', slot: 'order', cases: { secret: 'person' } },
    { do: 'lookup', kind: 'order', found: both('found'), missing: both('missing'), down: both('down') },
    { do: 'say', text: both('bye') },
    { do: 'end' },
    { label: 'person', do: 'hand-over', text: both('a person comes') },
  ],
};
const types = ({ acts }: Advanced) => acts.map(({ type }) => type);
const confirmed = (order: string) => beginFlow(flow, { order, note: '' }).frame!;

test('asks for what is not known, and does not ask for what is', () => {
  expect(beginFlow(flow, {}).acts).toMatchObject([{ type: 'ask', slot: 'order' }]);
  expect(beginFlow(flow, { order: '1' }).acts).toMatchObject([{ type: 'ask', slot: 'note' }]);
  expect(types(beginFlow(flow, { order: '1', note: '' }))).toEqual(['confirm']);
});

test('a value given leads to the next question, an optional one may be skipped', () => {
  const first = advanceFlow(beginFlow(flow, {}).frame!, flow, { type: 'set', values: { order: '1' } });
  expect(first.acts).toMatchObject([{ type: 'ask', slot: 'note' }]);
  expect(types(advanceFlow(first.frame!, flow, { type: 'skip' }))).toEqual(['confirm']);
});

test('yes goes on, no asks again, a new value is summed up again', () => {
  expect(types(advanceFlow(confirmed('1'), flow, { type: 'affirm' }))).toEqual(['lookup']);
  expect(advanceFlow(confirmed('1'), flow, { type: 'deny' })).toMatchObject({ acts: [{ type: 'ask', slot: 'order' }], slots: {} });
  expect(advanceFlow(confirmed('1'), flow, { type: 'set', values: { order: '2' } })).toMatchObject({ acts: [{ type: 'confirm' }], slots: { order: '2' } });
});

test.each([['found', ['say', 'say']], ['missing', ['say']], ['down', ['say']]] as const)('a result that is %s is told, and the talk is over', (outcome, expected) => {
  const asked = advanceFlow(confirmed('1'), flow, { type: 'affirm' });
  const after = advanceFlow(asked.frame!, flow, { type: 'result', outcome });
  expect(types(after)).toEqual(expected);
  expect(after.frame).toBeUndefined();
});

test('a branch jumps to its label', () => {
  expect(types(advanceFlow(confirmed('secret'), flow, { type: 'affirm' }))).toEqual(['hand-over']);
});

test('after so many misses the talk ends', () => {
  let state = beginFlow(flow, {});
  for (let i = 0; i < MOST_MISSES; i += 1) {
    state = advanceFlow(state.frame!, flow, { type: 'miss' });
    expect(types(state)).toEqual(['ask']);
  }
  expect(advanceFlow(state.frame!, flow, { type: 'miss' })).toMatchObject({ frame: undefined, acts: [] });
});

test('a walk tells one step after another, and brings a person when none helped', () => {
  const walk: Flow = { id: 'fault', intents: [], steps: [{ do: 'walk', ask: both('better?'), solved: both('good'), unsolved: both('a person') }, { do: 'end' }] };
  const first = beginFlow(walk, {}, 2);
  expect(first.acts).toMatchObject([{ type: 'walk', index: 0 }]);
  const second = advanceFlow(first.frame!, walk, { type: 'deny' }, 2);
  expect(second.acts).toMatchObject([{ type: 'walk', index: 1 }]);
  expect(pendingAct(second.frame!, walk)).toMatchObject({ type: 'walk', index: 1 });
  expect(types(advanceFlow(second.frame!, walk, { type: 'deny' }, 2))).toEqual(['hand-over']);
  expect(types(advanceFlow(second.frame!, walk, { type: 'affirm' }, 2))).toEqual(['say']);
});

test('a flow that runs in a circle ends instead of hanging', () => {
  const circle: Flow = { id: 'circle', intents: [], steps: [{ label: 'a', do: 'say', text: both('again') }, { do: 'goto', to: 'a' }] };
  expect(beginFlow(circle, {}).frame).toBeUndefined();
});
