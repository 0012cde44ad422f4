/**
 * Share of a distance still left after `deltaMs`, for a motion that halves its distance every `halfLifeMs`.
 * Frame-rate independent: two steps of 8 ms leave the same as one of 16 ms.
 */
export function remaining(deltaMs: number, halfLifeMs: number): number {
  return 2 ** (-deltaMs / halfLifeMs);
}

/** Moves `value` towards `goal`; halves the distance every `halfLifeMs`. */
export function approach(value: number, goal: number, deltaMs: number, halfLifeMs: number): number {
  return goal + (value - goal) * remaining(deltaMs, halfLifeMs);
}
