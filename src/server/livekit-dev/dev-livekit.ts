import { DisconnectReason, JoinResponse, LeaveRequest, LeaveRequest_Action, Codec, Room, ServerInfo, SignalResponse, WebhookEvent, type ParticipantInfo } from '@livekit/protocol';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessToken } from 'livekit-server-sdk';
import { WebSocketServer, type WebSocket } from 'ws';
import { readGrants, type Grants } from './grants.ts';
import { DevParticipant, newSid } from './participant.ts';
import { DevRoom } from './room.ts';
import { answerRoomService } from './room-service.ts';

export interface DevLivekitOptions {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** 0 takes one that is free. */
  readonly port?: number;
  readonly host?: string;
  /** Is told who comes and goes, signed. */
  readonly webhook?: string;
}

/** The version of LiveKit whose protocol this speaks, with two connections a page (v0). */
const VERSION = '1.13.5';
const PROTOCOL = 16;
const PING_INTERVAL_S = 5;
const PING_TIMEOUT_S = 15;
const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** True for names of this machine that no other machine reaches. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}

/**
 * A small room server that speaks LiveKit's protocol, for developing and trying only: no TURN, no simulcast, no resume, no congestion control. It serves
 * this machine and no other. @throws RangeError when asked to bind anything but loopback
 */
export class DevLivekit implements AsyncDisposable {
  readonly #options: DevLivekitOptions;
  readonly #server: Server;
  readonly #rooms = new Map<string, DevRoom>();

  private constructor(options: DevLivekitOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    const sockets = new WebSocketServer({ noServer: true });
    this.#server.on('upgrade', (request, socket, head) => void this.#admit(request).then(
      (grants) => sockets.handleUpgrade(request, socket, head, (opened) => this.#join(opened, grants, request)),
      () => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'),
    ));
  }

  static async start(options: DevLivekitOptions): Promise<DevLivekit> {
    const { host = '127.0.0.1', port = 0 } = options;
    if (!isLoopback(host)) throw new RangeError('the development LiveKit serves this machine only; set LIVEKIT_URL to a real one');
    const made = new DevLivekit(options);
    await new Promise<void>((resolve, reject) => made.#server.once('error', reject).listen(port, host, resolve));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const room of this.#rooms.values()) room.close(DisconnectReason.SERVER_SHUTDOWN);
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Who may come in. @throws when the token is not good */
  async #admit(request: IncomingMessage): Promise<Grants> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // The one-connection protocol (v1) is not spoken: the client then takes the other.
    if (url.pathname !== '/rtc' && url.pathname !== '/rtc/validate') throw new RangeError('not a room');
    return readGrants(url.searchParams.get('access_token') ?? /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', this.#options.apiKey, this.#options.apiSecret);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const end = (status: number, body: string) => {
      response.statusCode = status;
      response.end(body);
    };
    if (pathname.startsWith('/twirp/livekit.RoomService/') && request.method === 'POST') return this.#serveRooms(request, pathname, response, end);
    if (pathname === '/rtc/validate') return this.#admit(request).then(({ room }) => (this.#rooms.has(room) ? end(200, 'success') : end(404, 'requested room does not exist')), () => end(401, 'invalid token'));
    return pathname === '/' ? end(200, 'OK') : end(404, 'not found');
  }

  async #serveRooms(request: IncomingMessage, pathname: string, response: ServerResponse, end: (status: number, body: string) => void): Promise<void> {
    const grants = await readGrants(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', this.#options.apiKey, this.#options.apiSecret).catch(() => undefined);
    if (!grants?.isAdmin) return end(401, JSON.stringify({ code: 'unauthenticated', msg: 'permissions denied' }));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.setHeader('content-type', 'application/json');
    const { status, body } = answerRoomService(pathname.split('/').at(-1)!, JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}'), { rooms: this.#rooms, create: (info) => this.#create(info) });
    end(status, JSON.stringify(body));
  }

  #create(info: Room): DevRoom {
    info.sid = newSid('RM');
    info.creationTime = BigInt(Math.floor(Date.now() / 1_000));
    const room = new DevRoom(info, {
      onJoined: (of, participant) => void this.#tell('participant_joined', of, participant),
      onLeft: (of, participant) => void this.#tell('participant_left', of, participant),
      onGone: (gone) => { if (this.#rooms.get(info.name) === gone) this.#rooms.delete(info.name); },
    });
    this.#rooms.set(info.name, room);
    return room;
  }

  #join(socket: WebSocket, grants: Grants, request: IncomingMessage): void {
    const sendAway = (reason: DisconnectReason, action: LeaveRequest_Action) => {
      socket.send(new SignalResponse({ message: { case: 'leave', value: new LeaveRequest({ reason, action }) } }).toBinary());
      socket.close();
    };
    const parameters = new URL(request.url!, 'http://localhost').searchParams;
    // A session cannot be resumed here: the page joins anew.
    if (parameters.get('reconnect') === '1') return sendAway(DisconnectReason.STATE_MISMATCH, LeaveRequest_Action.RECONNECT);
    const room = this.#rooms.get(grants.room);
    room?.find(grants.identity)?.dismiss(DisconnectReason.DUPLICATE_IDENTITY);
    if (!room || room.isFull) return sendAway(DisconnectReason.JOIN_FAILURE, LeaveRequest_Action.DISCONNECT);
    const participant = new DevParticipant(socket, room, grants, Number(parameters.get('client_protocol') ?? 0));
    participant.send('join', new JoinResponse({
      room: room.info, participant: participant.info, otherParticipants: room.participants.map(({ info }) => info), serverVersion: VERSION, subscriberPrimary: false, pingTimeout: PING_TIMEOUT_S, pingInterval: PING_INTERVAL_S, iceServers: [],
      serverInfo: new ServerInfo({ version: VERSION, protocol: PROTOCOL }), fastPublish: false, enabledPublishCodecs: [new Codec({ mime: 'video/VP8' }), new Codec({ mime: 'audio/opus' })],
    }));
    room.join(participant);
  }

  async #tell(event: string, room: Room, participant: ParticipantInfo): Promise<void> {
    const { webhook, apiKey, apiSecret } = this.#options;
    if (!webhook) return;
    const body = new WebhookEvent({ event, room, participant, id: newSid('EV'), createdAt: BigInt(Math.floor(Date.now() / 1_000)) }).toJsonString();
    const token = new AccessToken(apiKey, apiSecret, { ttl: 300 });
    token.sha256 = createHash('sha256').update(body).digest('base64');
    await fetch(webhook, { method: 'POST', headers: { 'content-type': 'application/webhook+json', authorization: await token.toJwt() }, body }).catch(() => {});
  }
}
