import { expect, test } from 'vitest';
import { EchoGate } from '../../../src/core/turn-taking/echo-gate.ts';

/** Her level rises and falls like speech. */
const played = (frame: number) => 0.06 + 0.05 * Math.sin(frame / 3) ** 2;

test('while she is silent everything may be a visitor', () => {
  const gate = new EchoGate();
  expect(gate.push(0.001, 0)).toBe(true);
  expect(gate.push(0.3, 0)).toBe(true);
});

test.each([0.05, 0.2, 0.5, 0.9])('her own voice coming back at %f of its level never passes', (coupling) => {
  const gate = new EchoGate();
  const passed = Array.from({ length: 600 }, (_, i) => gate.push(played(i) * coupling, played(i)));
  expect(passed.filter(Boolean)).toHaveLength(0);
});

test('a visitor over a learned echo passes', () => {
  const gate = new EchoGate();
  for (let i = 0; i < 60; i += 1) gate.push(played(i) * 0.15, played(i));
  expect(gate.coupling).toBeLessThan(0.3);
  expect(gate.push(0.1, played(61))).toBe(true);
});

test('the echo of her last word is still hers', () => {
  const gate = new EchoGate();
  for (let i = 0; i < 60; i += 1) gate.push(played(i) * 0.5, played(i));
  for (let i = 0; i < 6; i += 1) expect(gate.push(0.04, 0)).toBe(false);
  for (let i = 0; i < 10; i += 1) gate.push(0.0001, 0);
  expect(gate.push(0.04, 0)).toBe(true);
});
