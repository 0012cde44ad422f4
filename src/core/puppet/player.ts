import { approach } from '../shared/damper.ts';
import { facePoseOf, newFacePose, type FacePose } from './arkit.ts';
import { decodePuppet, newPuppetFrame, type PuppetFrame } from './packet.ts';
import { between } from './rotation.ts';

/** Frames are shown this long after they were seen, in ms, beyond the fastest way that one took: late ones come in time. */
const BUFFER_MS = 80;
/** Nothing came for so long, in ms: the face eases to rest. */
const SILENT_MS = 300;
/** … and for so long: she is nobody's puppet any more, until something comes. */
const GONE_MS = 2_000;
const HALF_LIFE_MS = 90;
const FRAMES = 16;
/** How fast the fastest way is forgotten, in ms for each ms: clocks drift, ways change. */
const DRIFT = 0.002;

/** What the avatar shows of an agent now. */
export interface PuppetPose {
  readonly face: FacePose;
  /** Quaternions of PUPPET_BONES. */
  readonly rotations: Float32Array;
  /** How much of face and head, and of the arms, is the agent's, [0, 1]; the rest is her own. */
  faceShare: number;
  armShare: number;
}

export function newPuppetPose(): PuppetPose {
  return { face: newFacePose(), rotations: new Float32Array(newPuppetFrame().rotations), faceShare: 0, armShare: 0 };
}

/** Plays the packets of an agent: puts them in order, smooths over what is lost, and lets go where nothing comes. Allocates nothing once it runs. */
export class PuppetPlayer {
  readonly #frames: PuppetFrame[] = Array.from({ length: FRAMES }, newPuppetFrame);
  readonly #arrived = newPuppetFrame();
  readonly #weights = new Float32Array(this.#arrived.weights.length);
  #count = 0;
  /** Sender's clock of frame 0, and the least difference of both clocks since. */
  #baseMs = 0;
  #offsetMs = Infinity;
  #lastMs = -Infinity;
  #sampledMs = 0;

  /** True while the agent moves her; false from the start, and after two seconds of silence. */
  isLive(nowMs: number): boolean {
    return nowMs - this.#lastMs < GONE_MS;
  }

  /** When the newest frame was seen by its camera, in ms of the sender's clock modulo 2^32. */
  get newestMs(): number {
    return this.#count === 0 ? 0 : this.#newest.atMs;
  }

  /** Takes what arrived; old and broken packets are dropped. @returns whether it was taken */
  push(bytes: Uint8Array, nowMs: number): boolean {
    if (!decodePuppet(bytes, this.#arrived)) return false;
    const isFresh = !this.isLive(nowMs);
    if (!isFresh && ((this.#arrived.seq - this.#newest.seq) & 0xffff) - 1 >= 0x7fff) return false;
    if (isFresh) {
      this.#count = 0;
      this.#baseMs = this.#arrived.atMs;
      this.#offsetMs = Infinity;
    }
    const slot = this.#frames[this.#count % FRAMES]!;
    copy(this.#arrived, slot);
    this.#count += 1;
    this.#offsetMs = Math.min(this.#offsetMs + (isFresh ? 0 : (nowMs - this.#lastMs) * DRIFT), nowMs - this.#timeOf(slot));
    this.#lastMs = nowMs;
    return true;
  }

  /** Writes what she shows now. To be called once a frame. */
  sample(nowMs: number, out: PuppetPose): void {
    const deltaMs = Math.min(100, Math.max(0, nowMs - this.#sampledMs));
    this.#sampledMs = nowMs;
    const isSilent = nowMs - this.#lastMs > SILENT_MS;
    const newest = this.#count > 0 ? this.#newest : undefined;
    out.faceShare = approach(out.faceShare, newest?.hasFace && !isSilent ? 1 : 0, deltaMs, HALF_LIFE_MS);
    out.armShare = approach(out.armShare, newest?.hasArms && !isSilent ? 1 : 0, deltaMs, HALF_LIFE_MS);
    if (!newest) return;
    const wantedMs = nowMs - this.#offsetMs - BUFFER_MS;
    let after = this.#count - 1;
    const oldest = Math.max(0, this.#count - FRAMES);
    while (after > oldest && this.#timeOf(this.#at(after - 1)) >= wantedMs) after -= 1;
    const b = this.#at(after);
    const a = after > oldest ? this.#at(after - 1) : b;
    const span = this.#timeOf(b) - this.#timeOf(a);
    const share = span > 0 ? Math.min(1, Math.max(0, (wantedMs - this.#timeOf(a)) / span)) : 1;
    for (let i = 0; i < this.#weights.length; i += 1) this.#weights[i] = a.weights[i]! + (b.weights[i]! - a.weights[i]!) * share;
    facePoseOf(this.#weights, out.face);
    for (let i = 0; i < out.rotations.length; i += 4) between(a.rotations, i, b.rotations, i, share, out.rotations, i);
  }

  get #newest(): PuppetFrame {
    return this.#at(this.#count - 1);
  }

  #at(i: number): PuppetFrame {
    return this.#frames[i % FRAMES]!;
  }

  /** ms since the first frame, on the sender's clock, which may run over 2^32 in between. */
  #timeOf({ atMs }: PuppetFrame): number {
    return (atMs - this.#baseMs) | 0;
  }
}

function copy(from: PuppetFrame, to: PuppetFrame): void {
  to.seq = from.seq;
  to.atMs = from.atMs;
  to.hasFace = from.hasFace;
  to.hasArms = from.hasArms;
  to.weights.set(from.weights);
  to.rotations.set(from.rotations);
}
