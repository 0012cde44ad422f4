import { expect, test } from 'vitest';
import { AgentPulse } from '../../src/app/agent-pulse.ts';

function setUp() {
  const told: boolean[] = [];
  let alarm: { ms: number; ring: () => void } | undefined;
  const pulse = new AgentPulse({
    after(ms, ring) {
      const made = (alarm = { ms, ring });
      return () => { if (alarm === made) alarm = undefined; };
    },
  }, (isFaint) => told.push(isFaint));
  return { pulse, told, alarm: () => alarm };
}

test('an agent who falls silent for eight seconds is told of, and comes back with a beat', () => {
  const { pulse, told, alarm } = setUp();
  pulse.restart(true);
  expect(alarm()?.ms).toBe(8_000);
  alarm()!.ring();
  pulse.beat();
  expect(told).toEqual([true, false]);
});

test('a beat does not outvote the room, which says that nothing arrives', () => {
  const { pulse, told } = setUp();
  pulse.restart(true);
  pulse.lose(true);
  pulse.beat();
  pulse.lose(false);
  expect(told).toEqual([true, true, false]);
});

test('nobody is waited for where nobody talks, nor after the end; another agent begins well', () => {
  const { pulse, told, alarm } = setUp();
  pulse.restart(true);
  pulse.lose(true);
  pulse.restart(true);
  pulse.beat();
  expect(told).toEqual([true, false]);
  pulse.restart(false);
  expect(alarm()).toBeUndefined();
  pulse.restart(true);
  pulse[Symbol.dispose]();
  expect(alarm()).toBeUndefined();
});
