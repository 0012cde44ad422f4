import type { Clock } from '../ports/clock.ts';

export const systemClock: Clock = {
  now: () => performance.now(),
  nowMs: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
