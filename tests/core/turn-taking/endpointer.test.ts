import { expect, test } from 'vitest';
import { Endpointer } from '../../../src/core/turn-taking/endpointer.ts';

/** Feeds stretches of [frames, probability] and lists what came at which frame. */
function feed(stretches: readonly (readonly [number, number])[], endpointer = new Endpointer()) {
  const events: string[] = [];
  for (const [count, probability] of stretches) {
    for (let i = 0; i < count; i += 1) {
      const event = endpointer.push(probability);
      if (event) events.push(`${event.type}@${event.frame}`);
    }
  }
  return events;
}

test('speech starts at its first frame, pauses once, and ends after the silence', () => {
  expect(feed([[10, 0.02], [30, 0.9], [30, 0.05]])).toEqual(['started@10', 'paused@47', 'ended@59']);
});

test('a click is not speech', () => {
  expect(feed([[10, 0.02], [2, 0.95], [40, 0.02]])).toEqual([]);
});

test('a short breath between words does not end the utterance', () => {
  expect(feed([[20, 0.9], [10, 0.1], [20, 0.9], [30, 0.1]]).filter((event) => event.startsWith('ended'))).toHaveLength(1);
});

test('two sentences are two utterances', () => {
  expect(feed([[20, 0.9], [40, 0.1], [20, 0.9], [40, 0.1]]).filter((event) => event.startsWith('started'))).toHaveLength(2);
});

test('a monologue is cut, and what follows is a new utterance', () => {
  const events = feed([[1400, 0.9]], new Endpointer({ longestMs: 20_000 }));
  expect(events.slice(0, 3)).toEqual(['started@0', 'ended@626', 'started@626']);
});

test('thresholds in the wrong order are refused', () => {
  expect(() => new Endpointer({ startProbability: 0.2, goOnProbability: 0.6 })).toThrow(RangeError);
});
