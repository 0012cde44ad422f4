import { armsOf } from '../core/puppet/arms.ts';
import { Calibration } from '../core/puppet/calibration.ts';
import { OneEuro } from '../core/puppet/one-euro.ts';
import { encodePuppet, newPuppetFrame } from '../core/puppet/packet.ts';
import { fromMatrix } from '../core/puppet/rotation.ts';
import { asFailure, type FailureCode } from '../core/shared/failure.ts';
import type { PeopleRequest, SeenPeople } from '../engines/vision/people/contract.ts';
import type { Camera, TakePicture } from '../ports/camera.ts';
import type { Engine } from '../ports/engine.ts';
import { Store } from '../runtime/store.ts';
import { HeldCamera } from './held-camera.ts';

export interface PuppetState {
  readonly status: 'off' | 'loading' | 'on' | FailureCode;
  readonly hasFace: boolean;
  readonly hasArms: boolean;
  /** Share of the resting face that was learnt, [0, 1]. */
  readonly calibrated: number;
  /** What the camera sees, for the agent's own eyes. */
  readonly stream: MediaStream | undefined;
}

export const NO_PUPPET: PuppetState = { status: 'off', hasFace: false, hasArms: false, calibrated: 0, stream: undefined };

export interface PuppeteerOptions {
  readonly camera: Camera;
  readonly faces: Pick<Engine<PeopleRequest, SeenPeople>, 'load' | 'run'>;
  /** Looked for beside the face; without them she keeps her own. */
  readonly arms: Pick<Engine<PeopleRequest, SeenPeople>, 'run'>;
  readonly send: (packet: Uint8Array<ArrayBuffer>) => void;
}

const CAMERA = { width: 640, height: 480, framesPerSecond: 30, facing: 'user' } as const;
/** Wider pictures tell a face no better. */
const WIDTH = 480;
/** Arms are looked for this often at most, in ms, and take this share of the time at most: they move more slowly than a mouth, and a face must not wait for them. */
const ARMS_EVERY_MS = 100;
const ARMS_SHARE = 0.3;
const ARMS_RETRY_MS = 5_000;
/** Arms that were not seen for this long are let go, in ms. */
const ARMS_KEPT_MS = 1_500;
/** Smoothing of weights and of angles: cut-off at rest in Hz, and how much speed opens it. */
const WEIGHTS = [3, 4] as const;
const ANGLES = [1.5, 3] as const;

/** An agent plays the avatar: what the camera sees becomes weights and angles here, and only these are sent. */
export class Puppeteer implements Disposable {
  readonly store = new Store<PuppetState>(NO_PUPPET);
  readonly #options: PuppeteerOptions;
  readonly #camera: HeldCamera;
  readonly #calibration = new Calibration();
  readonly #frame = newPuppetFrame();
  /** Rotations as they were seen last; the frame's are smoothed on their way there. */
  readonly #seen = newPuppetFrame();
  readonly #weights = new OneEuro(this.#frame.weights.length, ...WEIGHTS);
  readonly #angles = new OneEuro(this.#frame.rotations.length, ...ANGLES);
  #isBusy = false;
  /** When the latest picture came that is not looked at yet. */
  #nextMs: number | undefined;
  #lastMs = 0;
  #armsDueMs = 0;
  #armsSeenMs = -Infinity;
  #isLookingForArms = false;

  constructor(options: PuppeteerOptions) {
    this.#options = options;
    this.#camera = new HeldCamera(options.camera, CAMERA);
  }

  /** Opens the camera, for this page only. What goes wrong is in `store`. */
  async start(): Promise<void> {
    if (this.#camera.isWanted) return;
    this.#set({ ...NO_PUPPET, status: 'loading' });
    this.#armsDueMs = 0;
    this.calibrate();
    try {
      const [open] = await Promise.all([
        this.#camera.open({ onFrame: (atMs, take) => void this.#see(atMs, take), onLost: ({ code }) => this.stop(code) }),
        this.#options.faces.load(),
      ]);
      if (open && this.#camera.isOn) this.#set({ status: 'on', stream: open.stream });
    } catch (error) {
      this.stop(asFailure(error, 'load-failed').code);
    }
  }

  stop(status: 'off' | FailureCode = 'off'): void {
    this.#camera.close();
    this.#set({ ...NO_PUPPET, status });
  }

  /** Learns anew how the face rests: to be called while the agent looks into the camera and does nothing. */
  calibrate(): void {
    this.#calibration.restart();
    this.#weights.restart();
    this.#angles.restart();
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  /** One picture at a time: of those that come meanwhile the latest is next, at once. */
  async #see(atMs: number, take: TakePicture): Promise<void> {
    if (!this.#camera.isOn) return;
    if (this.#isBusy) {
      this.#nextMs = atMs;
      return;
    }
    this.#nextMs = undefined;
    this.#isBusy = true;
    try {
      const picture = await take(WIDTH);
      if (atMs >= this.#armsDueMs && !this.#isLookingForArms) void this.#seeArms(await createImageBitmap(picture), atMs);
      const seen = await this.#options.faces.run({ picture, atMs });
      if (!this.#camera.isOn) return;
      this.#take(seen, atMs);
      this.#options.send(encodePuppet(this.#frame));
    } catch {
      // A worker that died is started again by the next picture.
    } finally {
      this.#isBusy = false;
    }
    if (this.#nextMs !== undefined) void this.#see(this.#nextMs, take);
  }

  async #seeArms(picture: ImageBitmap, atMs: number): Promise<void> {
    this.#isLookingForArms = true;
    const startedMs = performance.now();
    try {
      const { arms } = await this.#options.arms.run({ picture, atMs });
      if (arms && armsOf(arms.world, arms.visibility, this.#seen)) this.#armsSeenMs = atMs;
      this.#armsDueMs = atMs + Math.max(ARMS_EVERY_MS, (performance.now() - startedMs) / ARMS_SHARE);
    } catch (error) {
      // She keeps her own arms: for good where there is nothing to see them with, else until a worker that died is started again.
      this.#armsDueMs = asFailure(error, 'run-failed').retryable ? atMs + ARMS_RETRY_MS : Infinity;
    } finally {
      this.#isLookingForArms = false;
    }
  }

  #take({ faces: [face] }: SeenPeople, atMs: number): void {
    const frame = this.#frame;
    const deltaMs = atMs - this.#lastMs;
    this.#lastMs = atMs;
    frame.seq = (frame.seq + 1) & 0xffff;
    frame.atMs = performance.timeOrigin + atMs;
    frame.hasFace = face !== undefined;
    if (face) {
      frame.weights.set(face.weights);
      fromMatrix(face.matrix, this.#seen.rotations, 0);
      frame.rotations.set(this.#seen.rotations);
      this.#calibration.apply(frame);
      this.#weights.apply(frame.weights, deltaMs);
    }
    frame.hasArms = face !== undefined && atMs - this.#armsSeenMs < ARMS_KEPT_MS;
    this.#angles.apply(frame.rotations, deltaMs);
    const { hasFace, hasArms, calibrated } = this.store.value;
    if (hasFace !== frame.hasFace || hasArms !== frame.hasArms || calibrated !== this.#calibration.progress) this.#set({ hasFace: frame.hasFace, hasArms: frame.hasArms, calibrated: this.#calibration.progress });
  }

  #set(parts: Partial<PuppetState>): void {
    this.store.update((value) => ({ ...value, ...parts }));
  }
}
