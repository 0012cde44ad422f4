import { TrackSource } from '@livekit/protocol';
import { TokenVerifier } from 'livekit-server-sdk';

/** What a token lets its holder do. */
export interface Grants {
  readonly room: string;
  readonly identity: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly permission: { readonly canSubscribe: boolean; readonly canPublish: boolean; readonly canPublishData: boolean; readonly canPublishSources: TrackSource[] };
  /** May rule over rooms: the server's own token. */
  readonly isAdmin: boolean;
}

const SOURCES: Readonly<Record<string, TrackSource>> = { camera: TrackSource.CAMERA, microphone: TrackSource.MICROPHONE, screen_share: TrackSource.SCREEN_SHARE, screen_share_audio: TrackSource.SCREEN_SHARE_AUDIO };

/** @throws when the token is forged, over, or for something else */
export async function readGrants(token: string, apiKey: string, apiSecret: string): Promise<Grants> {
  const { sub = '', name = '', attributes = {}, video = {} } = await new TokenVerifier(apiKey, apiSecret).verify(token);
  const { room = '', canSubscribe = true, canPublish = true, canPublishData = canPublish, canPublishSources = [], roomAdmin, roomCreate, roomList } = video;
  return {
    room, identity: sub, name, attributes, isAdmin: roomAdmin === true || roomCreate === true || roomList === true,
    permission: { canSubscribe, canPublish, canPublishData, canPublishSources: (canPublishSources as readonly (string | TrackSource)[]).flatMap((source) => (typeof source === 'string' ? (SOURCES[source] ?? []) : source)) },
  };
}
