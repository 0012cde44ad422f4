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

interface Taken {
  readonly picture: ImageBitmap;
  /** When the camera gave it, on the page's clock. */
  readonly atMs: number;
}

const CAMERA = { width: 640, height: 480, framesPerSecond: 30, facing: 'user', whileHidden: true, shownPerSecond: 15 } as const;
/** Arms are looked for this often at most, in ms, and take this share of the time at most: they move more slowly than a mouth, and a face must not wait for them. */
const ARMS_EVERY_MS = 100;
const ARMS_SHARE = 0.3;
/** And this often at most while none are to be seen, in ms. */
const ARMS_UNSEEN_EVERY_MS = 500;
const ARMS_RETRY_MS = 5_000;
/** Arms that were not seen for this long are let go, in ms. */
const ARMS_KEPT_MS = 1_500;
/** Weight of the latest picture in how long one takes. */
const LOOK_SHARE = 0.1;
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
  #isLooking = false;
  /** How long it takes to look at a picture, in ms; unknown before the first. */
  #lookMs = Infinity;
  /** What came last and is not taken yet. */
  #latest: { readonly atMs: number; readonly take: TakePicture } | undefined;
  /** The next picture to look at, where it is taken before its turn. */
  #ahead: Promise<Taken | undefined> | undefined;
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
        this.#camera.open({ onFrame: (atMs, take) => this.#see(atMs, take), onLost: ({ code }) => this.stop(code) }),
        this.#options.faces.load(),
      ]);
      if (open && this.#camera.isOn) this.#set({ status: 'on', stream: open.stream });
    } catch (error) {
      this.stop(asFailure(error, 'load-failed').code);
    }
  }

  stop(status: 'off' | FailureCode = 'off'): void {
    this.#camera.close();
    this.#latest = undefined;
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

  /**
   * One picture at a time is looked at. Where that keeps up with the camera the next one is taken meanwhile; else the latest is taken when its turn comes, and those
   * between cost nothing.
   */
  #see(atMs: number, take: TakePicture): void {
    if (!this.#camera.isOn) return;
    this.#latest = { atMs, take };
    if (!this.#isLooking) void this.#lookAtAll();
    else if (this.#lookMs < 1_000 / CAMERA.framesPerSecond) this.#ahead ??= this.#takeLatest();
  }

  async #lookAtAll(): Promise<void> {
    this.#isLooking = true;
    for (let next = await this.#takeNext(); next; next = await this.#takeNext()) {
      const startedMs = performance.now();
      await this.#look(next).catch(() => {
        // A worker that died is started again by the next picture.
      });
      const tookMs = performance.now() - startedMs;
      this.#lookMs = Number.isFinite(this.#lookMs) ? this.#lookMs + (tookMs - this.#lookMs) * LOOK_SHARE : tookMs;
    }
    this.#isLooking = false;
  }

  #takeNext(): Promise<Taken | undefined> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead ?? this.#takeLatest();
  }

  /** Undefined where none came since, or the camera gives it no more. */
  async #takeLatest(): Promise<Taken | undefined> {
    const latest = this.#latest;
    this.#latest = undefined;
    return latest?.take(CAMERA.width).then((picture) => ({ picture, atMs: latest.atMs }), () => undefined);
  }

  async #look({ picture, atMs }: Taken): Promise<void> {
    if (!this.#camera.isOn) return picture.close();
    if (atMs >= this.#armsDueMs && !this.#isLookingForArms) void this.#seeArms(await createImageBitmap(picture), atMs);
    const seen = await this.#options.faces.run({ picture, atMs });
    if (!this.#camera.isOn) return;
    this.#take(seen, atMs);
    this.#options.send(encodePuppet(this.#frame));
  }

  async #seeArms(picture: ImageBitmap, atMs: number): Promise<void> {
    this.#isLookingForArms = true;
    const startedMs = performance.now();
    try {
      const { arms } = await this.#options.arms.run({ picture, atMs });
      const areSeen = arms !== undefined && armsOf(arms.world, arms.visibility, this.#seen);
      if (areSeen) this.#armsSeenMs = atMs;
      this.#armsDueMs = atMs + Math.max(areSeen ? ARMS_EVERY_MS : ARMS_UNSEEN_EVERY_MS, (performance.now() - startedMs) / ARMS_SHARE);
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
