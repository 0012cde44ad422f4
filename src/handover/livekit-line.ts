import { ConnectionError, ConnectionErrorReason, ConnectionQuality, ConnectionState, DisconnectReason, Room, RoomEvent, Track, VideoPresets, type CreateLocalTracksOptions, type LocalTrack, type LocalVideoTrack, type RemoteParticipant, type RemoteTrack, type RoomOptions } from 'livekit-client';
import { Failure } from '../core/shared/failure.ts';
import { parseCallMessage, type CallMessage } from '../core/handover/messages.ts';
import type { Entry } from '../core/handover/views.ts';
import type { CallLine, LineEvents } from '../ports/call-line.ts';
import { VoiceMeter } from './voice-meter.ts';

/** A room that is not reached within this is not waited for, in ms: LiveKit itself would take 15 s. */
const JOIN_MS = 6_000;
/** Coming back after the connection broke is tried for this long, in ms; then she takes over again. */
const COME_BACK_MS = 7_000;
const RETRY_MS = [0, 300, 700, 1_500, 2_500] as const;
/** A short break is not shown, in ms. */
const QUIET_MS = 2_000;
/** Why a room was not entered is told within this after it was left, in ms; or never (`#enter`). */
const TOLD_MS = 100;
const TOPIC = 'yb';
const PUPPET_TOPIC = 'yb-pup';
const BEAT_TOPIC = 'yb-beat';
const BEAT_MS = 2_000;
const LARGEST_MESSAGE = 2_000_000;
/** Stands for one's own picture. */
const OWN = 'own';
/** The first pictures are half as wide and high: a quarter to encode, to send and to decode before the other side sees somebody. So long, in ms. */
const SMALL_MS = 2_000;
/** NOTICE: LiveKit's type knows less than what it hands on to the browser as it is, where there is one size of picture. */
const SMALL_AT_FIRST = { ...VideoPresets.h720.encoding, scaleResolutionDownBy: 2 };

/** One viewer, so one size of picture. */
const OPTIONS: RoomOptions = {
  adaptiveStream: false, dynacast: false, stopLocalTrackOnUnpublish: true, disconnectOnPageLeave: true,
  publishDefaults: { simulcast: false, red: false, backupCodec: false, videoEncoding: SMALL_AT_FIRST },
  videoCaptureDefaults: { resolution: VideoPresets.h720.resolution },
  dataStream: { maxPayloadByteLength: LARGEST_MESSAGE },
  reconnectPolicy: { nextRetryDelayInMs: ({ retryCount, elapsedMs }) => (elapsedMs > COME_BACK_MS ? null : (RETRY_MS[retryCount] ?? RETRY_MS.at(-1)!)) },
};

/** A room of LiveKit as a line between a visitor and an agent. */
export class LivekitLine implements CallLine {
  static #isWarm: Promise<void> | undefined;
  #room: Room;
  readonly #events: LineEvents;
  readonly #elements = new Map<string, HTMLVideoElement>();
  readonly #sounds = new Map<RemoteTrack, HTMLMediaElement>();
  #prepared: Readonly<Record<'microphone' | 'camera', Promise<LocalTrack | undefined>>> | undefined;
  #meter: VoiceMeter | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #weakTimer: ReturnType<typeof setTimeout> | undefined;
  #where: 'out' | 'on the way' | 'in' = 'out';
  /** The room knows of this side, and may be told what will be sent; or it is not entered after all. */
  #known = Promise.resolve();

  constructor(events: LineEvents) {
    this.#events = events;
    this.#room = this.#createRoom();
  }

  #createRoom(): Room {
    const events = this.#events;
    const room = new Room(OPTIONS);
    room
      .on(RoomEvent.ParticipantConnected, () => this.#tellPeers())
      .on(RoomEvent.ParticipantDisconnected, () => this.#tellPeers())
      .on(RoomEvent.SignalReconnecting, () => this.#weaken())
      .on(RoomEvent.Reconnecting, () => this.#weaken())
      .on(RoomEvent.Reconnected, () => {
        this.#strengthen();
        // After a full reconnect nobody is announced again.
        this.#tellPeers();
      })
      .on(RoomEvent.Disconnected, (reason) => {
        clearTimeout(this.#weakTimer);
        // Left on purpose, or never reached.
        if (this.#where !== 'in') return;
        if (reason === DisconnectReason.DUPLICATE_IDENTITY) events.onEnd('replaced');
        else if (reason === DisconnectReason.PARTICIPANT_REMOVED) events.onEnd('removed');
        // Also what the client does of itself when the browser freezes the tab.
        else events.onLink('broken');
      })
      .on(RoomEvent.TrackSubscribed, (track, _, participant) => this.#receive(track, participant))
      // Also when what was sent is sent anew, after the connection broke.
      .on(RoomEvent.LocalTrackPublished, ({ videoTrack }) => { if (videoTrack) setTimeout(() => void sharpen(videoTrack), SMALL_MS); })
      .on(RoomEvent.TrackUnsubscribed, (track, _, participant) => this.#drop(track, participant))
      .on(RoomEvent.TrackMuted, (publication, { identity }) => { if (publication.kind === Track.Kind.Video) events.onVideo(identity, false); })
      .on(RoomEvent.TrackUnmuted, (publication, { identity }) => { if (publication.kind === Track.Kind.Video) events.onVideo(identity, true); })
      .on(RoomEvent.ParticipantPermissionsChanged, (before, participant) => { if (participant === room.localParticipant && !before?.canPublish && participant.permissions?.canPublish) events.onMayPublish(); })
      .on(RoomEvent.ConnectionQualityChanged, (quality, { identity }) => events.onFaint(identity, quality === ConnectionQuality.Lost))
      .on(RoomEvent.ParticipantConnected, ({ identity }) => events.onFaint(identity, false))
      .on(RoomEvent.DataReceived, (payload, participant, _, topic) => {
        if (!participant) return;
        if (topic === PUPPET_TOPIC) events.onPuppet(payload, participant.identity);
        else if (topic === BEAT_TOPIC) events.onBeat(participant.identity);
      })
      .on(RoomEvent.AudioPlaybackStatusChanged, () => events.onTouchNeeded(!room.canPlaybackAudio));
    room.registerTextStreamHandler(TOPIC, (reader, { identity }) => {
      void reader.readAll().then((text) => {
        const message = parseCallMessage(text);
        if (message) events.onMessage(message, identity);
      }, () => {});
    });
    return room;
  }

  /**
   * What a browser does once, and slowly (up to half a second on a small machine), it does now and not in a call: its first connection.
   * NOTICE: a connection that is never used opens no port, and asks nobody for anything.
   */
  static warmUp(): Promise<void> {
    return (LivekitLine.#isWarm ??= LivekitLine.#connectOnce());
  }

  static async #connectOnce(): Promise<void> {
    const connection = new RTCPeerConnection();
    try {
      connection.addTransceiver('audio');
      connection.addTransceiver('video');
      await connection.createOffer();
    } finally {
      connection.close();
    }
  }

  get isConnected(): boolean {
    return this.#room.state === ConnectionState.Connected;
  }

  async join(entry: Entry): Promise<void> {
    this.#where = 'on the way';
    const room = this.#room;
    let tellKnown = () => {};
    this.#known = new Promise((resolve) => { tellKnown = resolve; });
    room.once(RoomEvent.SignalConnected, tellKnown);
    try {
      await this.#enter(room, entry);
    } catch (error) {
      this.#where = 'out';
      await room.disconnect();
      if (error instanceof Failure) throw error;
      const isRefused = error instanceof ConnectionError && error.reason === ConnectionErrorReason.NotAllowed;
      throw new Failure(isRefused ? 'permission-denied' : 'offline', 'the room was not reached', { cause: error, retryable: !isRefused });
    } finally {
      room.off(RoomEvent.SignalConnected, tellKnown);
      tellKnown();
    }
    // Left meanwhile.
    if (this.#where !== 'on the way') throw new Failure('aborted', 'the room was left again');
    this.#where = 'in';
    this.#events.onLink('good');
    this.#tellPeers();
  }

  /**
   * NOTICE: where the server dies between its first answer and the connection, LiveKit's client (2.23.0) never settles `connect`, and hands out the same promise whenever the
   * room is to be entered again. So one that was left on the way is not waited for, and another room is taken from then on. To be removed when `connect` rejects there.
   */
  async #enter(room: Room, { url, token, needsTwo = false }: Entry): Promise<void> {
    // One connection for both ways is there a second earlier: the second one's first greeting comes before the server listens, and is said again after a second.
    room.options.singlePeerConnection = !needsTwo;
    let isSettled = false;
    let left = () => {};
    const timers: ReturnType<typeof setTimeout>[] = [];
    const connected = room.connect(url, token, { maxRetries: 0 }).finally(() => { isSettled = true; });
    const notReached = new Promise<never>((_, reject) => {
      const give = (ms: number) => timers.push(setTimeout(() => reject(new Failure('offline', 'the room was not reached in time', { retryable: true })), ms));
      give(JOIN_MS);
      left = () => give(TOLD_MS);
      room.once(RoomEvent.Disconnected, left);
    });
    try {
      await Promise.race([connected, notReached]);
    } finally {
      for (const timer of timers) clearTimeout(timer);
      room.off(RoomEvent.Disconnected, left);
      if (!isSettled) {
        connected.catch(() => {});
        room.removeAllListeners();
        this.#room = this.#createRoom();
      }
    }
  }

  async leave(): Promise<void> {
    this.#where = 'out';
    this.#dropPrepared();
    clearTimeout(this.#weakTimer);
    clearInterval(this.#beat);
    this.#meter?.[Symbol.dispose]();
    this.#meter = undefined;
    await this.#room.disconnect();
    for (const element of this.#sounds.values()) element.remove();
    this.#sounds.clear();
    for (const element of this.#elements.values()) element.srcObject = null;
    this.#elements.clear();
  }

  prepare(): void {
    const { localParticipant } = this.#room;
    const opened = (options: CreateLocalTracksOptions) => localParticipant.createTracks(options).then(([track]) => track, () => undefined);
    this.#dropPrepared();
    this.#prepared = { microphone: opened({ audio: true, video: false }), camera: opened({ audio: false, video: true }) };
  }

  async publish({ microphone, camera }: { readonly microphone: boolean; readonly camera: boolean }): Promise<{ microphone: boolean; camera: boolean }> {
    const { localParticipant } = this.#room;
    const prepared = this.#prepared;
    this.#prepared = undefined;
    const on = async (wanted: boolean, track: Promise<LocalTrack | undefined> | undefined, turnOn: () => Promise<unknown>): Promise<boolean> => {
      const [opened] = await Promise.all([track, this.#known]);
      // Left meanwhile, or not wanted after all: the camera's lamp must go out.
      if (!wanted || this.#where === 'out') {
        opened?.stop();
        return false;
      }
      return (opened ? localParticipant.publishTrack(opened) : turnOn()).then(() => true, () => {
        opened?.stop();
        return false;
      });
    };
    const [heard, seen] = await Promise.all([
      on(microphone, prepared?.microphone, () => localParticipant.setMicrophoneEnabled(true)),
      on(camera, prepared?.camera, () => localParticipant.setCameraEnabled(true)),
    ]);
    const got = { microphone: heard, camera: seen };
    this.#showOwn();
    return got;
  }

  async setMuted(isMuted: boolean): Promise<void> {
    await this.#room.localParticipant.setMicrophoneEnabled(!isMuted);
  }

  async setCamera(isOn: boolean): Promise<void> {
    await this.#room.localParticipant.setCameraEnabled(isOn);
    this.#showOwn();
  }

  async send(message: CallMessage, to?: string): Promise<void> {
    await this.#room.localParticipant.sendText(JSON.stringify(message), { topic: TOPIC, ...(to ? { destinationIdentities: [to] } : {}) });
  }

  sendPuppet(packet: Uint8Array<ArrayBuffer>, to: string): void {
    void this.#room.localParticipant.publishData(packet, { reliable: false, topic: PUPPET_TOPIC, destinationIdentities: [to] }).catch(() => {});
  }

  startBeat(): void {
    clearInterval(this.#beat);
    const beat = () => { void this.#room.localParticipant.publishData(new Uint8Array(1), { reliable: false, topic: BEAT_TOPIC }).catch(() => {}); };
    beat();
    this.#beat = setInterval(beat, BEAT_MS);
  }

  voiceLevel(whose: string): number {
    const track = this.#room.remoteParticipants.get(whose)?.getTrackPublication(Track.Source.Microphone)?.audioTrack;
    if (!track) return 0;
    if (this.#meter?.track !== track) {
      this.#meter?.[Symbol.dispose]();
      this.#meter = new VoiceMeter(track as RemoteTrack);
    }
    return this.#meter.level();
  }

  voiceTrack(whose: string): MediaStreamTrack | undefined {
    return this.#room.remoteParticipants.get(whose)?.getTrackPublication(Track.Source.Microphone)?.audioTrack?.mediaStreamTrack;
  }

  show(element: HTMLVideoElement, whose: string): void {
    this.#elements.set(whose, element);
    if (whose === OWN) return this.#showOwn();
    const track = this.#room.remoteParticipants.get(whose)?.getTrackPublication(Track.Source.Camera)?.videoTrack;
    track?.attach(element);
  }

  async unlock(): Promise<void> {
    await this.#room.startAudio();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
    this.#room.removeAllListeners();
  }

  #receive(track: RemoteTrack, { identity }: RemoteParticipant): void {
    if (track.kind === Track.Kind.Audio) {
      const sound = track.attach();
      sound.hidden = true;
      document.body.append(sound);
      this.#sounds.set(track, sound);
      this.#events.onVoice(identity);
      return;
    }
    const element = this.#elements.get(identity);
    if (element) track.attach(element);
    this.#events.onVideo(identity, !track.isMuted);
    const { mediaStreamTrack } = track;
    if (mediaStreamTrack.muted) mediaStreamTrack.addEventListener('unmute', () => this.#events.onPicture(identity), { once: true });
    else this.#events.onPicture(identity);
  }

  #drop(track: RemoteTrack, { identity }: RemoteParticipant): void {
    track.detach();
    this.#sounds.get(track)?.remove();
    this.#sounds.delete(track);
    if (track.kind === Track.Kind.Video) this.#events.onVideo(identity, false);
  }

  #dropPrepared(): void {
    const { microphone, camera } = this.#prepared ?? {};
    for (const track of [microphone, camera]) void track?.then((opened) => opened?.stop());
    this.#prepared = undefined;
  }

  #tellPeers(): void {
    this.#events.onPeers([...this.#room.remoteParticipants.values()].map(({ identity }) => identity));
  }

  #showOwn(): void {
    const element = this.#elements.get(OWN);
    if (element) this.#room.localParticipant.getTrackPublication(Track.Source.Camera)?.videoTrack?.attach(element);
  }

  #weaken(): void {
    clearTimeout(this.#weakTimer);
    this.#weakTimer = setTimeout(() => this.#events.onLink('weak'), QUIET_MS);
  }

  #strengthen(): void {
    clearTimeout(this.#weakTimer);
    this.#events.onLink('good');
  }
}

/** A picture is sent as the camera gives it. */
async function sharpen({ sender }: LocalVideoTrack): Promise<void> {
  if (!sender) return;
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = 1;
  // Left meanwhile.
  await sender.setParameters(parameters).catch(() => {});
}
