import { isSameSecret, signatureOf } from './same-secret.ts';

/** An agent is signed in for a working day, in ms. */
export const SESSION_MS = 12 * 3_600_000;

/** What an id is sealed for: an agent's session, or a room that a visitor may take once they agreed. */
export type SealedFor = 'session' | 'room';

/** Signed, so that any replica knows it again and none keeps a table. @returns `id.until.signature` */
export function sealId(purpose: SealedFor, id: string, untilMs: number, secret: string): string {
  return `${id}.${untilMs}.${signatureOf(`${purpose}:${id}:${untilMs}`, secret)}`;
}

/** @returns the id; undefined when it is forged, over, or sealed for something else */
export function openSealedId(purpose: SealedFor, sealed: string | undefined, nowMs: number, secret: string): string | undefined {
  const [id, until, signature] = sealed?.split('.') ?? [];
  if (!id || !until || !signature || !(Number(until) > nowMs)) return undefined;
  return isSameSecret(signature, signatureOf(`${purpose}:${id}:${Number(until)}`, secret)) ? id : undefined;
}
