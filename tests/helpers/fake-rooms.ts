import { identities, type Claim, type Ticket } from '../../src/core/handover/ticket.ts';
import type { RoomRecord, Rooms } from '../../src/server/handover/rooms.ts';

/** LiveKit without LiveKit: rooms as a table. */
export class FakeRooms implements Rooms {
  readonly publicUrl = 'ws://livekit.test';
  readonly isDev = false;
  readonly rooms = new Map<string, { ticket: Ticket; present: Set<string>; maySpeak: boolean; listening: Set<string> }>();
  isDown = false;

  /** Those that are no ticket's yet. */
  readonly prepared = new Set<string>();

  async prepare(id: string): Promise<void> {
    if (this.isDown) throw new TypeError('fetch failed');
    this.prepared.add(id);
  }

  async open(ticket: Ticket): Promise<void> {
    if (this.isDown) throw new TypeError('fetch failed');
    if (!this.rooms.has(ticket.id)) this.rooms.set(ticket.id, { ticket, present: new Set(), maySpeak: false, listening: new Set() });
  }

  async note(ticket: Ticket): Promise<void> {
    if (this.prepared.delete(ticket.id)) await this.open(ticket);
    const room = this.rooms.get(ticket.id);
    if (!room) throw new TypeError('no such room');
    room.ticket = ticket;
  }

  async letSpeak({ id }: Ticket): Promise<void> {
    this.rooms.get(id)!.maySpeak = true;
  }

  async letListen({ id }: Ticket, listener: string): Promise<void> {
    const room = this.rooms.get(id)!;
    if (!room.present.has(listener)) throw new TypeError('nobody of this name');
    room.listening.add(listener);
  }

  async endListening({ id }: Ticket): Promise<void> {
    const room = this.rooms.get(id);
    for (const identity of room?.present ?? []) if (identities.isListener(identity)) room!.present.delete(identity);
    room?.listening.clear();
  }

  async close({ id }: Ticket): Promise<void> {
    this.rooms.delete(id);
  }

  async all(): Promise<readonly RoomRecord[]> {
    if (this.isDown) throw new TypeError('fetch failed');
    return [...this.rooms.values()].map(({ ticket, present }) => ({ ticket, present: [...present] }));
  }

  async visitorToken(ticket: Ticket): Promise<string> {
    return `token of ${identities.visitor(ticket)}`;
  }

  async agentToken(claim: Claim): Promise<string> {
    return `token of ${identities.agent(claim)}`;
  }

  async listenerToken(agent: string, ticket: Ticket): Promise<string> {
    return `token of ${identities.listener(agent, ticket)}`;
  }

  async received(): Promise<undefined> {}
}
