import {
  DataPacket, DisconnectReason, LeaveRequest, LeaveRequest_Action, ParticipantInfo, ParticipantInfo_State, ParticipantPermission, Pong, RequestResponse, RequestResponse_Reason, SessionDescription, SignalRequest, SignalResponse, SignalTarget,
  TrackInfo, TrackPublishedResponse, TrackType, type AddTrackRequest,
} from '@livekit/protocol';
import type { WebSocket } from 'ws';
import type { Grants } from './grants.ts';
import { Downlink, Uplink, type IncomingTrack } from './peer-links.ts';
import type { DevRoom } from './room.ts';

interface Published {
  readonly info: TrackInfo;
  incoming?: IncomingTrack;
}

const RELAYED = new Set(['_reliable', '_lossy']);
let serial = 0;
export const newSid = (prefix: string): string => `${prefix}_${(serial += 1).toString(36).padStart(10, '0')}`;

type Message = NonNullable<SignalResponse['message']>;
type Sent = Exclude<Message['case'], undefined>;

/** One page in a room: what it signals, publishes and receives. */
export class DevParticipant {
  readonly info: ParticipantInfo;
  readonly #socket: WebSocket;
  readonly #room: DevRoom;
  readonly #tracks = new Map<string, Published>();
  readonly #uplink: Uplink;
  readonly #downlink: Downlink;
  #chain: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(socket: WebSocket, room: DevRoom, grants: Grants, clientProtocol: number) {
    this.#socket = socket;
    this.#room = room;
    this.info = new ParticipantInfo({ sid: newSid('PA'), identity: grants.identity, name: grants.name, state: ParticipantInfo_State.ACTIVE, attributes: { ...grants.attributes }, permission: new ParticipantPermission(grants.permission), isPublisher: true, clientProtocol, joinedAt: BigInt(Math.floor(Date.now() / 1_000)) });
    this.#uplink = new Uplink({ onTrack: (track) => this.#arrived(track), onData: (label, data) => this.#relay(label, data) });
    this.#downlink = new Downlink((sdp) => this.send('offer', new SessionDescription({ type: 'offer', sdp })));
    socket.on('message', (raw: Buffer) => {
      // One message after another: two offers at once would break the negotiation.
      this.#chain = this.#chain.then(() => this.#take(raw)).catch((error: unknown) => console.warn(`livekit-dev: ${String(error)}`));
    });
    socket.on('close', () => this.close());
  }

  /** Tracks that others may receive now. */
  get tracks(): readonly (readonly [sid: string, track: IncomingTrack])[] {
    return [...this.#tracks].flatMap(([sid, { incoming }]) => (incoming ? [[sid, incoming] as const] : []));
  }

  send<C extends Sent>(name: C, value: Extract<Message, { case: C }>['value']): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(new SignalResponse({ message: { case: name, value } as Message }).toBinary());
  }

  sendData(label: string, data: Uint8Array): void {
    this.#uplink.send(label, data);
  }

  receive(from: DevParticipant, sid: string, track: IncomingTrack): void {
    if (this.info.permission?.canSubscribe) this.#downlink.add(sid, `${from.info.sid}|${sid}`, track);
  }

  stopReceiving(sid: string): void {
    this.#downlink.remove(sid);
  }

  permit(permission: ParticipantPermission): void {
    const mayReceiveNow = permission.canSubscribe && !this.info.permission?.canSubscribe;
    this.info.permission = permission;
    this.#room.tell(this.info);
    if (mayReceiveNow) this.#room.giveAll(this);
  }

  /** Sends the page away. */
  dismiss(reason: DisconnectReason): void {
    this.send('leave', new LeaveRequest({ reason, action: LeaveRequest_Action.DISCONNECT }));
    this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.info.state = ParticipantInfo_State.DISCONNECTED;
    this.#room.left(this, [...this.#tracks.keys()]);
    this.#uplink.close();
    this.#downlink.close();
    this.#socket.close();
  }

  async #take(raw: Buffer): Promise<void> {
    const { message } = SignalRequest.fromBinary(new Uint8Array(raw));
    switch (message.case) {
      case 'offer':
        return this.send('answer', new SessionDescription({ type: 'answer', sdp: await this.#uplink.answer(message.value.sdp), id: message.value.id }));
      case 'answer':
        return this.#downlink.takeAnswer(message.value.sdp);
      case 'trickle':
        return (message.value.target === SignalTarget.PUBLISHER ? this.#uplink : this.#downlink).addCandidate(message.value.candidateInit);
      case 'addTrack':
        return this.#publish(message.value);
      case 'mute': {
        const track = this.#tracks.get(message.value.sid);
        if (!track) return;
        track.info.muted = message.value.muted;
        return this.#room.tell(this.info);
      }
      case 'updateMetadata':
        return this.send('requestResponse', new RequestResponse({ requestId: message.value.requestId, reason: RequestResponse_Reason.NOT_ALLOWED, message: 'not allowed' }));
      case 'pingReq':
        return this.send('pongResp', new Pong({ lastPingTimestamp: message.value.timestamp, timestamp: BigInt(Date.now()) }));
      case 'leave':
        return this.close();
      default:
    }
  }

  #publish({ cid, name, type, source, width, height, muted, layers, stream }: AddTrackRequest): void {
    const { canPublish = false, canPublishSources = [] } = this.info.permission ?? {};
    if (!canPublish || (canPublishSources.length > 0 && !canPublishSources.includes(source))) return;
    const info = new TrackInfo({ sid: newSid('TR'), name, type, source, width, height, muted, mimeType: type === TrackType.AUDIO ? 'audio/opus' : 'video/VP8', layers, stream });
    this.#tracks.set(info.sid, { info });
    this.info.tracks.push(info);
    this.send('trackPublished', new TrackPublishedResponse({ cid, track: info }));
    this.#room.tell(this.info);
  }

  /** Media names no track: it belongs to the first published one of its kind that has none. */
  #arrived(incoming: IncomingTrack): void {
    const type = incoming.kind === 'audio' ? TrackType.AUDIO : TrackType.VIDEO;
    const waiting = [...this.#tracks].find(([, track]) => !track.incoming && track.info.type === type);
    if (!waiting) return;
    waiting[1].incoming = incoming;
    this.#room.published(this, waiting[0], incoming);
  }

  #relay(label: string, data: Uint8Array): void {
    if (!RELAYED.has(label) || !this.info.permission?.canPublishData) return;
    const packet = DataPacket.fromBinary(new Uint8Array(data));
    packet.participantIdentity = this.info.identity;
    packet.participantSid = this.info.sid;
    if (packet.value.case === 'user') {
      packet.value.value.participantIdentity = this.info.identity;
      packet.value.value.participantSid = this.info.sid;
    }
    this.#room.relay(this, label, packet.toBinary(), packet.destinationIdentities);
  }
}
