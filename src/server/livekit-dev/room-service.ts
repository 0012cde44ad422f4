import { DisconnectReason, ParticipantPermission, Room } from '@livekit/protocol';
import type { DevRoom } from './room.ts';

export interface RoomHouse {
  readonly rooms: ReadonlyMap<string, DevRoom>;
  create(info: Room): DevRoom;
}

interface Body {
  readonly name?: string;
  readonly room?: string;
  readonly names?: readonly string[];
  readonly identity?: string;
  readonly metadata?: string;
  readonly emptyTimeout?: number;
  readonly departureTimeout?: number;
  readonly maxParticipants?: number;
  readonly permission?: Parameters<typeof ParticipantPermission.fromJson>[0];
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const MISSING: Answer = { status: 404, body: { code: 'not_found', msg: 'requested room does not exist' } };
/** LiveKit's own, in s. */
const EMPTY_S = 300;
const DEPARTURE_S = 20;

/** LiveKit's RoomService over JSON (Twirp), as far as the hand-over uses it. @param method `CreateRoom`, … */
export function answerRoomService(method: string, body: Body, { rooms, create }: RoomHouse): Answer {
  const room = rooms.get(body.room ?? '');
  switch (method) {
    case 'CreateRoom': {
      const made = rooms.get(body.name!) ?? create(new Room({ name: body.name!, metadata: body.metadata ?? '', emptyTimeout: body.emptyTimeout || EMPTY_S, departureTimeout: body.departureTimeout || DEPARTURE_S, maxParticipants: body.maxParticipants ?? 0 }));
      return { status: 200, body: made.info.toJson() };
    }
    case 'ListRooms':
      return { status: 200, body: { rooms: [...rooms.values()].filter(({ info }) => !body.names?.length || body.names.includes(info.name)).map(({ info }) => info.toJson()) } };
    case 'DeleteRoom':
      room?.close();
      return room ? { status: 200, body: {} } : MISSING;
    case 'ListParticipants':
      return { status: 200, body: { participants: (room?.participants ?? []).map(({ info }) => info.toJson()) } };
    case 'UpdateRoomMetadata':
      room?.note(body.metadata ?? '');
      return room ? { status: 200, body: room.info.toJson() } : MISSING;
    case 'UpdateParticipant': {
      const participant = room?.find(body.identity ?? '');
      if (!participant) return MISSING;
      if (body.permission) participant.permit(ParticipantPermission.fromJson(body.permission));
      return { status: 200, body: participant.info.toJson() };
    }
    case 'RemoveParticipant': {
      const participant = room?.find(body.identity ?? '');
      participant?.dismiss(DisconnectReason.PARTICIPANT_REMOVED);
      return participant ? { status: 200, body: {} } : MISSING;
    }
    default:
      return { status: 404, body: { code: 'bad_route', msg: `no ${method} here` } };
  }
}
