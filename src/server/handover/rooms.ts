import { AccessToken, RoomServiceClient, TrackSource, WebhookReceiver } from 'livekit-server-sdk';
import { identities, type Claim, type Ticket } from '../../core/handover/ticket.ts';
import { parseRoomNote, roomNoteOf } from './room-note.ts';

export interface LivekitAccess {
  /** For servers: http(s). */
  readonly url: string;
  /** For browsers: ws(s). */
  readonly publicUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** It is our own small one. */
  readonly isDev?: boolean;
}

/** Participants who are in a room now, and what its metadata says of the ticket. */
export interface RoomRecord {
  readonly ticket: Ticket;
  readonly present: readonly string[];
}

export interface RoomEvent {
  readonly ticket: string;
  readonly type: 'joined' | 'left';
  readonly identity: string;
}

/** The rooms of LiveKit: one a ticket, of the ticket's unguessable name. */
export interface Rooms {
  readonly publicUrl: string;
  readonly isDev: boolean;
  /** A room that is no ticket's yet. */
  prepare(id: string): Promise<void>;
  open(ticket: Ticket): Promise<void>;
  /** Writes down in the room where the ticket stands, for the time after a restart. */
  note(ticket: Ticket): Promise<void>;
  /** The visitor may be heard from now on, and seen where that was agreed to. */
  letSpeak(ticket: Ticket): Promise<void>;
  /** A supervisor hears the room from now on. */
  letListen(ticket: Ticket, listener: string): Promise<void>;
  /** Sends supervisors out. */
  endListening(ticket: Ticket): Promise<void>;
  close(ticket: Ticket): Promise<void>;
  all(): Promise<readonly RoomRecord[]>;
  visitorToken(ticket: Ticket): Promise<string>;
  agentToken(claim: Claim, ticket: Ticket, name: string): Promise<string>;
  /** For a supervisor: seen by everybody in the room, says nothing, and hears nothing yet. */
  listenerToken(agent: string, ticket: Ticket): Promise<string>;
  /** What LiveKit tells of itself. @throws when it is not signed by LiveKit */
  received(body: string, authorization: string | undefined): Promise<RoomEvent | undefined>;
}

const PREFIX = 'h_';
/** Tokens are for getting in only; LiveKit renews them in a call. */
const VISITOR_TOKEN_SECONDS = 180;
const AGENT_TOKEN_SECONDS = 60;
/** A room without anybody goes after this, in s: before the first comes, and after the last left. */
const EMPTY_SECONDS = 60;
const DEPARTURE_SECONDS = 60;
/** Visitor, agent, the agent who takes over, and a supervisor. */
const MOST_PARTICIPANTS = 4;
const ROOM = { emptyTimeout: EMPTY_SECONDS, departureTimeout: DEPARTURE_SECONDS, maxParticipants: MOST_PARTICIPANTS } as const;
const REQUEST_SECONDS = 5;

export class LivekitRooms implements Rooms {
  readonly publicUrl: string;
  readonly isDev: boolean;
  readonly #access: LivekitAccess;
  readonly #service: RoomServiceClient;
  readonly #receiver: WebhookReceiver;

  constructor(access: LivekitAccess) {
    this.publicUrl = access.publicUrl;
    this.isDev = access.isDev ?? false;
    this.#access = access;
    this.#service = new RoomServiceClient(access.url, access.apiKey, access.apiSecret, { requestTimeout: REQUEST_SECONDS });
    this.#receiver = new WebhookReceiver(access.apiKey, access.apiSecret);
  }

  async prepare(id: string): Promise<void> {
    await this.#service.createRoom({ ...ROOM, name: PREFIX + id });
  }

  async open(ticket: Ticket): Promise<void> {
    await this.#service.createRoom({ ...ROOM, name: PREFIX + ticket.id, metadata: roomNoteOf(ticket) });
  }

  async note(ticket: Ticket): Promise<void> {
    await this.#service.updateRoomMetadata(PREFIX + ticket.id, roomNoteOf(ticket));
  }

  async letSpeak(ticket: Ticket): Promise<void> {
    await this.#service.updateParticipant(PREFIX + ticket.id, identities.visitor(ticket), { permission: { ...VISITOR, canPublish: true, canPublishSources: sourcesOf(ticket) } });
  }

  async letListen({ id }: Ticket, listener: string): Promise<void> {
    await this.#service.updateParticipant(PREFIX + id, listener, { permission: { canSubscribe: true, canPublish: false, canPublishData: false } });
  }

  async endListening({ id }: Ticket): Promise<void> {
    const present = await this.#service.listParticipants(PREFIX + id);
    await Promise.all(present.filter(({ identity }) => identities.isListener(identity)).map(({ identity }) => this.#service.removeParticipant(PREFIX + id, identity)));
  }

  async close({ id }: Ticket): Promise<void> {
    await this.#service.deleteRoom(PREFIX + id);
  }

  async all(): Promise<readonly RoomRecord[]> {
    const rooms = (await this.#service.listRooms()).filter(({ name }) => name.startsWith(PREFIX));
    return Promise.all(rooms.flatMap(({ name, metadata }) => {
      const ticket = parseRoomNote(name.slice(PREFIX.length), metadata);
      return ticket ? [this.#service.listParticipants(name).then((present) => ({ ticket, present: present.map(({ identity }) => identity) }))] : [];
    }));
  }

  visitorToken(ticket: Ticket): Promise<string> {
    const isTalking = ticket.state !== 'waiting';
    const token = new AccessToken(this.#access.apiKey, this.#access.apiSecret, { identity: identities.visitor(ticket), ttl: VISITOR_TOKEN_SECONDS, attributes: { role: 'visitor' } });
    token.addGrant({ roomJoin: true, room: PREFIX + ticket.id, canSubscribe: true, canPublishData: true, canUpdateOwnMetadata: false, canPublish: isTalking, ...(isTalking ? { canPublishSources: sourcesOf(ticket) } : {}) });
    return token.toJwt();
  }

  agentToken(claim: Claim, ticket: Ticket, name: string): Promise<string> {
    const token = new AccessToken(this.#access.apiKey, this.#access.apiSecret, { identity: identities.agent(claim), name, ttl: AGENT_TOKEN_SECONDS, attributes: { role: 'agent' } });
    token.addGrant({ roomJoin: true, room: PREFIX + ticket.id, canSubscribe: true, canPublish: true, canPublishData: true, canUpdateOwnMetadata: false, canPublishSources: [TrackSource.MICROPHONE, TrackSource.CAMERA, TrackSource.SCREEN_SHARE] });
    return token.toJwt();
  }

  listenerToken(agent: string, ticket: Ticket): Promise<string> {
    const token = new AccessToken(this.#access.apiKey, this.#access.apiSecret, { identity: identities.listener(agent, ticket), ttl: AGENT_TOKEN_SECONDS, attributes: { role: 'supervisor' } });
    token.addGrant({ roomJoin: true, room: PREFIX + ticket.id, canSubscribe: false, canPublish: false, canPublishData: false, canUpdateOwnMetadata: false });
    return token.toJwt();
  }

  async received(body: string, authorization: string | undefined): Promise<RoomEvent | undefined> {
    const { event, room, participant } = await this.#receiver.receive(body, authorization);
    if (!room?.name.startsWith(PREFIX) || !participant) return undefined;
    const type = event === 'participant_joined' ? 'joined' : event === 'participant_left' || event === 'participant_connection_aborted' ? 'left' : undefined;
    return type && { ticket: room.name.slice(PREFIX.length), type, identity: participant.identity };
  }
}

const VISITOR = { canSubscribe: true, canPublishData: true, canUpdateMetadata: false } as const;

function sourcesOf({ hasCamera }: Ticket): TrackSource[] {
  return hasCamera ? [TrackSource.MICROPHONE, TrackSource.CAMERA] : [TrackSource.MICROPHONE];
}
