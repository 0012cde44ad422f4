import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs a text, which begins with what it is for. @returns HMAC-SHA-256 (RFC 2104), base64url */
export function signatureOf(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** True when both are the same; how long it takes tells nothing of where they differ. Text is compared as UTF-8. */
export function isSameSecret(a: Buffer | string, b: Buffer | string): boolean {
  const [left, right] = [Buffer.from(a as string), Buffer.from(b as string)];
  return left.length === right.length && timingSafeEqual(left, right);
}
