import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, type RTCDataChannel, type RtpPacket } from 'werift';

/** Time in which a page must answer an offer, in ms. */
const ANSWER_MS = 3_000;
/** A picture that others can begin with is asked for this often, in ms. */
const KEY_FRAME_MS = 1_000;
const FRESH_MS = [0, 120, 300, 600] as const;

const CODECS = {
  audio: [new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 })],
  video: [new RTCRtpCodecParameters({ mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96, rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }] })],
};

/** A track as it comes in from its publisher. */
export interface IncomingTrack {
  readonly kind: 'audio' | 'video';
  onPacket(listener: (packet: RtpPacket) => void): () => void;
  /** Asks the publisher for a picture that others can begin with. */
  askForKeyFrame(): void;
}

export interface UplinkEvents {
  onTrack(track: IncomingTrack): void;
  onData(label: string, data: Uint8Array): void;
}

/** The connection that a page publishes by. */
export class Uplink {
  readonly #connection = new RTCPeerConnection({ iceServers: [], codecs: CODECS });
  readonly #channels = new Map<string, RTCDataChannel>();
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(events: UplinkEvents) {
    this.#connection.onDataChannel.subscribe((channel) => {
      this.#channels.set(channel.label, channel);
      channel.onMessage.subscribe((data) => events.onData(channel.label, typeof data === 'string' ? Buffer.from(data) : data));
    });
    this.#connection.onTrack.subscribe((track) => {
      if (track.kind === 'video') this.#timers.push(setInterval(() => this.#askForKeyFrame(track), KEY_FRAME_MS));
      events.onTrack({ kind: track.kind === 'video' ? 'video' : 'audio', onPacket: (listener) => track.onReceiveRtp.subscribe((packet) => listener(packet)).unSubscribe, askForKeyFrame: () => { if (track.kind === 'video') this.#askForKeyFrame(track); } });
    });
  }

  /** @returns the answer's SDP */
  async answer(sdp: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return this.#connection.localDescription!.sdp;
  }

  async addCandidate(candidate: string): Promise<void> {
    await addCandidate(this.#connection, candidate);
  }

  /** Sends over the page's own data channel of this name; nothing when it has none yet. */
  send(label: string, data: Uint8Array): void {
    this.#channels.get(label)?.send(Buffer.from(data));
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    void this.#connection.close();
  }

  #askForKeyFrame(track: MediaStreamTrack): void {
    const receiver = this.#connection.getTransceivers().find((each) => each.receiver.tracks.includes(track))?.receiver;
    if (receiver && track.ssrc !== undefined) void receiver.sendRtcpPLI(track.ssrc).catch(() => {});
  }
}

/** The connection that a page receives others' tracks by; one offer at a time. */
export class Downlink {
  readonly #connection = new RTCPeerConnection({ iceServers: [], codecs: CODECS });
  readonly #sendOffer: (sdp: string) => void;
  readonly #stops = new Map<string, () => void>();
  #offers: Promise<void> = Promise.resolve();
  #answered: (() => void) | undefined;
  #isClosed = false;

  constructor(sendOffer: (sdp: string) => void) {
    this.#sendOffer = sendOffer;
  }

  /** @param streamId `participant|track`: how LiveKit's client tells whose track it is */
  add(id: string, streamId: string, source: IncomingTrack): void {
    if (this.#stops.has(id)) return;
    const track = new MediaStreamTrack({ kind: source.kind, id, streamId });
    const transceiver = this.#connection.addTransceiver(track, { direction: 'sendonly' });
    transceiver.sender.streamId = streamId;
    const unsubscribe = source.onPacket((packet) => {
      try {
        track.writeRtp(packet);
      } catch {
        // closing
      }
    });
    this.#stops.set(id, () => {
      unsubscribe();
      transceiver.stop();
    });
    this.#offer();
    // Whoever joins sees nothing before the next whole picture: it is asked for as soon as one can arrive.
    void this.#offers.then(() => { for (const ms of FRESH_MS) setTimeout(() => { if (this.#stops.has(id)) source.askForKeyFrame(); }, ms); });
  }

  remove(id: string): void {
    const stop = this.#stops.get(id);
    if (!stop) return;
    this.#stops.delete(id);
    if (this.#isClosed) return;
    stop();
    this.#offer();
  }

  async takeAnswer(sdp: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    this.#answered?.();
  }

  async addCandidate(candidate: string): Promise<void> {
    await addCandidate(this.#connection, candidate);
  }

  close(): void {
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
    this.#isClosed = true;
    this.#answered?.();
    void this.#connection.close();
  }

  #offer(): void {
    this.#offers = this.#offers.then(async () => {
      if (this.#isClosed) return;
      await this.#connection.setLocalDescription(await this.#connection.createOffer());
      const answered = new Promise<void>((resolve) => { this.#answered = resolve; });
      this.#sendOffer(this.#connection.localDescription!.sdp);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([answered, new Promise<void>((resolve) => { timer = setTimeout(resolve, ANSWER_MS); })]);
      clearTimeout(timer);
    }).catch((error: unknown) => console.warn(`livekit-dev: ${String(error)}`));
  }
}

/** @param json RTCIceCandidateInit; names of this machine's own network that only the page can resolve are left out */
async function addCandidate(connection: RTCPeerConnection, json: string): Promise<void> {
  const candidate = JSON.parse(json) as { candidate?: string };
  if (candidate.candidate && !candidate.candidate.includes('.local ')) await connection.addIceCandidate(candidate as Parameters<RTCPeerConnection['addIceCandidate']>[0]).catch(() => {});
}
