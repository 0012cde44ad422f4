import { describe, expect, test } from 'vitest';
import { fitIntentHead, scoreByHead } from '../../../../src/engines/intent/second-stage/intent-head.ts';
import { loadStudentEncoder } from '../../../../src/engines/intent/second-stage/node.ts';
import { Reader } from '../../../../src/engines/intent/second-stage/reader.ts';
import { chooseReaderExamples } from '../../../../src/engines/intent/second-stage/reader-examples.ts';

const examples = [
  ...['how much is it', 'what does it cost', 'what is the price', 'is it expensive'].map((text) => ({ text, intent: 'price' })),
  ...['where is it', 'where can I find it', 'which aisle is it in', 'on which floor is it'].map((text) => ({ text, intent: 'place' })),
];

describe('the student that is shipped', async () => {
  const student = await loadStudentEncoder();
  const cosine = (a: string, b: string) => student.encode(a).reduce((sum, value, j) => sum + value * student.encode(b)[j]!, 0);

  test('puts sentences of one meaning side by side, without a word in common', () => {
    expect(cosine('what does it cost', 'how expensive is that')).toBeGreaterThan(cosine('what does it cost', 'what is your name') + 0.1);
    expect(cosine('where is the restroom', 'I need the toilet')).toBeGreaterThan(cosine('where is the restroom', 'where is my parcel') + 0.1);
  });

  test('gives unit vectors, also of nothing it knows', () => {
    for (const text of ['hello', '这个多少钱', '']) expect(student.encode(text).reduce((sum, value) => sum + value * value, 0), text).toBeCloseTo(1, 4);
  });

  test('reads examples a few at a time, and scores sentences when it has read them all', async () => {
    const reader = new Reader(student, examples);
    expect(await reader.learn(5)).toBe(false);
    expect(await reader.score('how expensive is that')).toEqual([]);
    expect(await reader.learn(5)).toBe(true);
    const scores = await reader.score('how expensive is that');
    expect(scores[0]!.intent).toBe('price');
    expect(scores.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    const again = new Reader(student, examples, reader.vectors);
    expect(again.isReady).toBe(true);
    expect(await again.score('how expensive is that')).toEqual(scores);
  });
});

test('a head without examples is refused; one with a single intent knows that one', () => {
  expect(() => fitIntentHead([])).toThrow(RangeError);
  const head = fitIntentHead([{ vector: Float32Array.of(1, 0), intent: 'only' }]);
  expect(scoreByHead(head, Float32Array.of(0, 1))).toEqual([{ intent: 'only', probability: 1 }]);
});

test('examples are chosen by language, the same every time, at most sixty an intent, with names in plain words', () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ text: `where is xproductx number ${i}`, intent: 'find-product' }));
  const { zh, en } = chooseReaderExamples([...many, { text: '这个多少钱', intent: 'product-price' }]);
  expect(zh).toEqual([{ text: '这个多少钱', intent: 'product-price' }]);
  expect(en).toHaveLength(60);
  expect(en[0]!.text).toMatch(/^where is kettle number \d+$/);
  expect(chooseReaderExamples(many).en).toEqual(en);
});
