import type { Entry } from '../core/handover/views.ts';
import type { CallRoom } from './call-room.ts';
import { askServer } from './handover-server.ts';

/** What a ticket takes a prepared room over by. */
export interface RoomPass {
  readonly id: string;
  readonly pass: string;
}

export interface PreparedRoomOptions {
  readonly shop: string;
  readonly room: Pick<CallRoom, 'prepare' | 'leave'>;
  /** The visitor is asked, and has not answered. */
  readonly isWanted: () => boolean;
}

/**
 * The way to a room is gone while the visitor reads what is asked, so that a person is seen sooner. Nobody else knows of the room, and nothing is said in it, before the visitor
 * agrees; where the visitor does not, the page leaves it again.
 */
export class PreparedRoom {
  readonly #options: PreparedRoomOptions;
  #pass: RoomPass | undefined;

  constructor(options: PreparedRoomOptions) {
    this.#options = options;
  }

  get isBlank(): boolean {
    return this.#pass === undefined;
  }

  /** Without an answer, and where nobody is free, there is none: the ticket then has a room of its own. */
  async begin(): Promise<void> {
    const { shop, room, isWanted } = this.#options;
    if (!isWanted()) return;
    const { status, body } = await askServer('/api/handover/rooms', { shop });
    if (status !== 201 || !isWanted()) return;
    const { id, pass, ...entry } = body as Entry & RoomPass;
    this.#pass = { id, pass };
    room.prepare(entry);
  }

  /** The visitor agreed. */
  take(): RoomPass | undefined {
    const pass = this.#pass;
    this.#pass = undefined;
    return pass;
  }

  drop(): void {
    if (this.take()) this.#options.room.leave();
  }
}
