import { DisconnectReason, ParticipantUpdate, Room, RoomUpdate, type ParticipantInfo } from '@livekit/protocol';
import type { IncomingTrack } from './peer-links.ts';
import type { DevParticipant } from './participant.ts';

export interface DevRoomEvents {
  onJoined(room: Room, participant: ParticipantInfo): void;
  onLeft(room: Room, participant: ParticipantInfo): void;
  /** It stood empty for its time, or was closed. */
  onGone(room: DevRoom): void;
}

/** A room and who is in it. */
export class DevRoom {
  readonly info: Room;
  readonly #events: DevRoomEvents;
  readonly #present = new Map<string, DevParticipant>();
  #emptyTimer: NodeJS.Timeout | undefined;

  constructor(info: Room, events: DevRoomEvents) {
    this.info = info;
    this.#events = events;
    this.#countDown(info.emptyTimeout);
  }

  get participants(): readonly DevParticipant[] {
    return [...this.#present.values()];
  }

  get isFull(): boolean {
    return this.info.maxParticipants > 0 && this.#present.size >= this.info.maxParticipants;
  }

  find(identity: string): DevParticipant | undefined {
    return this.#present.get(identity);
  }

  join(participant: DevParticipant): void {
    clearTimeout(this.#emptyTimer);
    this.#present.set(participant.info.identity, participant);
    this.info.numParticipants = this.#present.size;
    this.tell(participant.info);
    this.giveAll(participant);
    this.#events.onJoined(this.info, participant.info);
  }

  /** Everything that others publish. */
  giveAll(participant: DevParticipant): void {
    for (const other of this.participants) if (other !== participant) for (const [sid, track] of other.tracks) participant.receive(other, sid, track);
  }

  left(participant: DevParticipant, tracks: readonly string[]): void {
    if (this.#present.get(participant.info.identity) !== participant) return;
    this.#present.delete(participant.info.identity);
    this.info.numParticipants = this.#present.size;
    this.unpublished(participant, tracks);
    this.#events.onLeft(this.info, participant.info);
    if (this.#present.size === 0) this.#countDown(this.info.departureTimeout);
  }

  published(from: DevParticipant, sid: string, track: IncomingTrack): void {
    for (const other of this.participants) if (other !== from) other.receive(from, sid, track);
  }

  unpublished(from: DevParticipant, tracks: readonly string[]): void {
    for (const other of this.participants) if (other !== from) for (const sid of tracks) other.stopReceiving(sid);
    this.tell(from.info);
  }

  /** Tells everybody how a participant is now. */
  tell(info: ParticipantInfo): void {
    for (const participant of this.participants) participant.send('update', new ParticipantUpdate({ participants: [info] }));
  }

  note(metadata: string): void {
    this.info.metadata = metadata;
    for (const participant of this.participants) participant.send('roomUpdate', new RoomUpdate({ room: this.info }));
  }

  relay(from: DevParticipant, label: string, data: Uint8Array, to: readonly string[]): void {
    for (const participant of this.participants) if (participant !== from && (to.length === 0 || to.includes(participant.info.identity))) participant.sendData(label, data);
  }

  close(reason: DisconnectReason = DisconnectReason.ROOM_DELETED): void {
    clearTimeout(this.#emptyTimer);
    for (const participant of this.participants) participant.dismiss(reason);
    clearTimeout(this.#emptyTimer);
    this.#events.onGone(this);
  }

  #countDown(seconds: number): void {
    clearTimeout(this.#emptyTimer);
    this.#emptyTimer = setTimeout(() => this.#events.onGone(this), seconds * 1_000).unref();
  }
}
