import { timingSafeEqual } from 'node:crypto';

/** True when both are the same; how long it takes tells nothing of where they differ. Text is compared as UTF-8. */
export function isSameSecret(a: Buffer | string, b: Buffer | string): boolean {
  const [left, right] = [Buffer.from(a as string), Buffer.from(b as string)];
  return left.length === right.length && timingSafeEqual(left, right);
}
