import { isSameSecret, signatureOf } from './same-secret.ts';

/** An agent is signed in for a working day, in ms. */
export const SESSION_MS = 12 * 3_600_000;

/** Signed, so that any replica knows its agents and none keeps a table of them. @returns `id.until.signature` */
export function sealSession(id: string, untilMs: number, secret: string): string {
  return `${id}.${untilMs}.${signatureOf(`session:${id}:${untilMs}`, secret)}`;
}

/** @returns the agent's id; undefined when it is forged or over */
export function openSession(sealed: string | undefined, nowMs: number, secret: string): string | undefined {
  const [id, until, signature] = sealed?.split('.') ?? [];
  if (!id || !until || !signature || !(Number(until) > nowMs)) return undefined;
  return isSameSecret(signature, signatureOf(`session:${id}:${Number(until)}`, secret)) ? id : undefined;
}
