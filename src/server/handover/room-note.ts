import { LANGUAGES } from '../../core/shared/language.ts';
import { newTicket, TRIGGERS, type Ticket } from '../../core/handover/ticket.ts';

/** What a room's metadata says of its ticket: enough to go on after a restart, nothing of the visitor. */
interface RoomNote {
  readonly v: 1;
  readonly rev: number;
  readonly state: Ticket['state'];
  readonly shop: string;
  readonly kiosk: string;
  readonly language: Ticket['language'];
  readonly topic: string;
  readonly trigger: Ticket['trigger'];
  readonly priority: number;
  readonly hasCamera: boolean;
  readonly sinceMs: number;
  readonly changedMs: number;
  readonly claim?: Ticket['claim'];
  /** With an empty note: the visitor's page can read this. */
  readonly transfer?: Ticket['transfer'];
  readonly declinedBy?: readonly string[];
}

export function roomNoteOf({ rev, state, shop, kiosk, language, topic, trigger, priority, hasCamera, sinceMs, changedMs, claim, transfer, declinedBy }: Ticket): string {
  return JSON.stringify({ v: 1, rev, state, shop, kiosk, language, topic, trigger, priority, hasCamera, sinceMs, changedMs, claim, transfer: transfer && { ...transfer, note: '' }, declinedBy } satisfies RoomNote);
}

/** @returns undefined for a room that is no ticket's */
export function parseRoomNote(id: string, metadata: string): Ticket | undefined {
  let note: Partial<RoomNote>;
  try {
    note = (JSON.parse(metadata) ?? {}) as Partial<RoomNote>;
  } catch {
    return undefined;
  }
  const { v, rev, state, shop, kiosk, language, topic, trigger, priority, hasCamera, sinceMs, changedMs, claim, transfer, declinedBy = [] } = note;
  if (v !== 1 || !state || !language || !LANGUAGES.includes(language) || !trigger || !TRIGGERS.includes(trigger) || typeof sinceMs !== 'number') return undefined;
  return { ...newTicket({ id, shop: String(shop), kiosk: String(kiosk), language, topic: String(topic), trigger, priority: Number(priority), hasCamera: hasCamera === true }, sinceMs), rev: Number(rev), state, changedMs: Number(changedMs), claim, transfer, declinedBy };
}
