import { describe, expect, test } from 'vitest';
import { joinContexts, NO_CONTEXT, parseCallContext, parseCallMessage } from '../../../src/core/handover/messages.ts';

const parse = (value: unknown) => parseCallMessage(JSON.stringify(value));

describe('a message of a stranger', () => {
  test('is taken when it is one', () => {
    expect(parse({ type: 'chat', text: '您好' })).toEqual({ type: 'chat', text: '您好' });
    expect(parse({ type: 'turn', turn: { who: 'visitor', text: 'hi', language: 'en', confidence: 7 } })).toEqual({ type: 'turn', turn: { who: 'visitor', text: 'hi', language: 'en', confidence: 1 } });
    expect(parse({ type: 'photo', url: 'data:image/jpeg;base64,AAAA' })).toMatchObject({ type: 'photo' });
  });

  test.each<[string, unknown]>([
    ['no object', 5], ['an unknown type', { type: 'run' }], ['an empty chat', { type: 'chat', text: ' ' }], ['a product that is a path', { type: 'show', product: '../x' }], ['a language that is none', { type: 'say', text: 'x', language: 'xx' }],
    ['a photo that is a page', { type: 'photo', url: 'data:text/html;base64,AAAA' }], ['a picture that runs', { type: 'photo', url: 'data:image/svg+xml;base64,AAAA' }], ['a picture from elsewhere', { type: 'photo', url: 'https://x.example/a.jpg' }], ['a turn of nobody', { type: 'turn', turn: { who: 'root', text: 'x', language: 'en' } }],
  ])('%s is dropped', (_, value) => {
    expect(parse(value)).toBeUndefined();
  });

  test('is dropped when it is no JSON or too large, and cut when its text is long or turns the writing', () => {
    expect(parseCallMessage('{')).toBeUndefined();
    expect(parseCallMessage(JSON.stringify({ type: 'photo', url: `data:image/jpeg;base64,${'A'.repeat(2_000_000)}` }))).toBeUndefined();
    expect(parse({ type: 'chat', text: 'x'.repeat(5_000) })).toMatchObject({ text: 'x'.repeat(1_000) });
    expect(parse({ type: 'chat', text: 'a\u202eb\u0000c' })).toMatchObject({ text: 'abc' });
  });

  test('a context is made whole from whatever came', () => {
    expect(parseCallContext(null)).toEqual({ turns: [], summary: '', products: [], tried: [], anger: 0, photos: [] });
    expect(parseCallContext({ turns: [{ who: 'visitor', text: 'x', language: 'en' }, 3], products: ['k1', 4], anger: 9, photos: ['javascript:x'] })).toMatchObject({ turns: [{ text: 'x' }], products: ['k1'], anger: 0, photos: [] });
  });
});

describe('one visit in two parts', () => {
  const turn = (text: string) => ({ who: 'visitor', text, language: 'zh' } as const);
  const before = { turns: [turn('漏水')], summary: 'leak', products: ['k1'], tried: ['repair'], anger: 0.6, photos: ['p1'] };

  test('is told as one, the latest of it in one line', () => {
    const now = { turns: [turn('几点关门')], summary: 'hours', products: ['k2', 'k1'], tried: ['opening-hours'], anger: 0.1, photos: ['p2', 'p1'] };
    expect(joinContexts(before, now)).toEqual({ turns: [turn('漏水'), turn('几点关门')], summary: 'hours', products: ['k2', 'k1'], tried: ['repair', 'opening-hours'], anger: 0.6, photos: ['p1', 'p2'] });
  });

  test('nothing said yet on one side leaves the other as it is', () => {
    expect(joinContexts(before, { ...NO_CONTEXT, summary: 'general' })).toEqual(before);
    expect(joinContexts({ ...NO_CONTEXT, photos: ['p1'] }, { ...before, photos: [] })).toEqual(before);
  });
});
