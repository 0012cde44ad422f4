/** Time as the app sees it; tests bring their own. */
export interface Clock {
  /** Monotonic, in ms. */
  now(): number;
  /** Of the calendar: ms since 1970. */
  nowMs(): number;
  /** Calls back once after `delayMs`; the returned function cancels. */
  after(delayMs: number, callback: () => void): () => void;
}
