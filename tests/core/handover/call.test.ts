import { describe, expect, test } from 'vitest';
import { callStep, isInLine, isTalking, NO_CALL, type CallEvent, type CallState } from '../../../src/core/handover/call.ts';
import { spokenFor } from '../../../src/core/handover/spoken.ts';
import type { VisitorView } from '../../../src/core/handover/views.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';

const play = (events: readonly CallEvent[], from: CallState = NO_CALL) => events.reduce((state, event) => callStep(state, event), from);
const view = (parts: Partial<VisitorView>): CallEvent => ({ type: 'ticket', view: { state: 'waiting', place: 1, staff: 1, isAgentLost: false, ...parts } });
const WANTED: CallEvent = { type: 'wanted', trigger: 'asked', topic: 'warranty', priority: 0, language: 'zh' };
const AGREED: readonly CallEvent[] = [WANTED, { type: 'outlook', wait: { place: 1, staff: 1 } }, { type: 'agreed', hasCamera: true }, { type: 'opened' }];
const agent = { identity: 'a_mei_c1', name: { zh: '小梅', en: 'Mei' } };
const TALKING: readonly CallEvent[] = [...AGREED, view({ state: 'connecting', agent }), view({ state: 'active', agent })];

describe('the way to a person', () => {
  test('begins with a question, and nothing goes on before it is agreed', () => {
    expect(play([WANTED]).phase).toBe('asking');
    expect(play([WANTED, view({ state: 'active', agent })]).phase).toBe('asking');
    expect(play([WANTED, { type: 'declined' }])).toBe(NO_CALL);
  });

  test('opens no line when nobody is there', () => {
    expect(play([WANTED, { type: 'outlook', wait: { place: 1, staff: 0 } }])).toMatchObject({ phase: 'unavailable', cause: 'nobody' });
  });

  test('whoever would rather be called back leaves the line for the form, and only from the line', () => {
    const waiting = play(AGREED);
    const form = play([{ type: 'not-waiting' }], waiting);
    expect(form).toMatchObject({ phase: 'unavailable', cause: 'busy' });
    expect(spokenFor(waiting, form)?.zh).toContain('留个电话');
    expect(play([...TALKING, { type: 'not-waiting' }]).phase).toBe('talking');
  });

  test('an agent of whom nothing comes any more is told of before the server knows, once, and comes back', () => {
    const talking = play(TALKING);
    const faint = play([{ type: 'agent-faint', isFaint: true }], talking);
    expect(spokenFor(talking, faint)?.zh).toContain('断线');
    const known = play([view({ state: 'active', agent, isAgentLost: true })], faint);
    expect(spokenFor(faint, known)).toBeUndefined();
    expect(play([{ type: 'agent-faint', isFaint: false }], faint)).toMatchObject({ isAgentFaint: false, phase: 'talking' });
    expect(play([{ type: 'agent-faint', isFaint: true }], play(AGREED)).isAgentFaint).toBe(false);
  });

  test('an agent who plays her is one agent\'s: the next one is seen, and a line that broke is nobody\'s', () => {
    const played = play([...TALKING, { type: 'puppet', isOn: true }]);
    expect(played.isPuppet).toBe(true);
    expect(play([view({ state: 'active', agent: { identity: 'a_lin_c2', name: { zh: '林', en: 'Lin' } } })], played).isPuppet).toBe(false);
    expect(play([view({ state: 'waiting' })], played).isPuppet).toBe(false);
    expect(play([{ type: 'puppet', isOn: true }], play(AGREED)).isPuppet).toBe(false);
  });

  test('leads through the line to the call, and from there to the rating and back to her', () => {
    expect(play(AGREED)).toMatchObject({ phase: 'waiting', hasCamera: true });
    expect(isTalking(play(TALKING))).toBe(true);
    expect(play([...TALKING, view({ state: 'held', agent })])).toMatchObject({ phase: 'talking', isHeld: true });
    const rating = play([...TALKING, view({ state: 'wrap-up', agent })]);
    expect(rating.phase).toBe('rating');
    expect(play([{ type: 'done' }], rating)).toBe(NO_CALL);
  });

  test('an agent who is lost is told of, and leads back into the line', () => {
    const talking = play(TALKING);
    const lost = play([view({ state: 'active', agent, isAgentLost: true })], talking);
    expect(spokenFor(talking, lost)?.zh).toContain('断线');
    const again = play([view({ state: 'waiting' })], lost);
    expect(again.phase).toBe('waiting');
    expect(spokenFor(lost, again)?.en).toContain('first in line');
  });

  test('ends with what it was about, said aloud, as far as there are words for it', () => {
    const talking = play(TALKING);
    const rating = play([view({ state: 'wrap-up', agent })], talking);
    expect(spokenFor(play(AGREED), play(TALKING.slice(0, -1)))?.en).toContain('Mei is on the way');
    expect(spokenFor(talking, rating)).toEqual({ zh: '您和小梅的通话结束了。我还在这里。您愿意给这次服务打个分吗？', en: 'Your call with Mei is over. I am here again. Would you rate it for us?' });
    const names = { topic: { zh: '退货退款', en: 'Return or refund' }, product: { zh: '云朵水壶', en: 'Cloud kettle' } };
    expect(spokenFor(talking, rating, names)?.zh).toContain('结束了，谈的是退货退款，给您看了云朵水壶。');
    expect(spokenFor(talking, rating, names)?.en).toContain('is over; it was about return or refund, and you were shown the Cloud kettle.');
  });

  test('a wish for a person in the middle of a call changes nothing', () => {
    const talking = play(TALKING);
    expect(callStep(talking, WANTED)).toBe(talking);
  });
});

test('whatever comes in whatever order, the visitor can always go back to her', () => {
  const random = seededRandom(3);
  const events: readonly CallEvent[] = [...TALKING, { type: 'refused', cause: 'lost' }, { type: 'hung-up' }, { type: 'declined' }, { type: 'link', link: 'broken' }, view({ state: 'closed', ending: 'expired' }), view({ state: 'wrap-up' }), { type: 'done' }, { type: 'video', isThere: true }];
  for (let run = 0; run < 500; run += 1) {
    let state = NO_CALL;
    for (let i = 0; i < 25; i += 1) state = callStep(state, events[Math.floor(random() * events.length)]!);
    const home = isInLine(state) ? callStep(callStep(state, { type: 'hung-up' }), { type: 'done' }) : callStep(state, state.phase === 'asking' ? { type: 'declined' } : { type: 'done' });
    expect(home).toBe(NO_CALL);
  }
});
