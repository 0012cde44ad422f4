import { ARKIT } from '../core/puppet/arkit.ts';
import { cameraHealthStep, HEALTHY, type CameraTrouble } from '../core/presence/camera-trouble.ts';
import { nearFaceOf } from '../core/presence/near-face.ts';
import { NOBODY, pictureRate, presenceStep, type PresenceEvent, type PresenceState } from '../core/presence/presence.ts';
import { asFailure, type FailureCode } from '../core/shared/failure.ts';
import { createCamera } from '../devices/camera.ts';
import { createPeopleEngine } from '../engines/vision/people/client.ts';
import type { PeopleRequest, SeenPeople } from '../engines/vision/people/contract.ts';
import type { Camera } from '../ports/camera.ts';
import type { Engine } from '../ports/engine.ts';
import { Store } from '../runtime/store.ts';
import { HeldCamera } from './held-camera.ts';
import type { Mirrors } from './mirrors.ts';
import { onlyFile } from './served-models.ts';

export interface PresenceSensorState {
  /** The camera looks whether somebody is there, or why it does not. */
  readonly camera: 'off' | 'opening' | 'on' | FailureCode;
  readonly presence: PresenceState;
  /** For the shop's staff: the camera is on, but shows nothing of use; or shows it the wrong way round, which is seen to here. */
  readonly trouble: CameraTrouble | 'mirrored' | undefined;
}

export const NO_PRESENCE: PresenceSensorState = { camera: 'off', presence: NOBODY, trouble: undefined };

export interface PresenceSensorOptions {
  readonly onEvent: (event: PresenceEvent) => void;
  /** Whether a visitor's voice is heard now; undefined while nothing listens. */
  readonly isVoice?: () => boolean | undefined;
  readonly mirrors: Mirrors;
  readonly camera?: Camera;
  readonly people?: Pick<Engine<PeopleRequest, SeenPeople>, 'run' | 'load'> & Disposable;
}

const CAMERA = { width: 640, height: 480, framesPerSecond: 15, facing: 'user' } as const;
/** Share of one core that may go into pictures while somebody is there. */
const BUDGET = 0.3;
/** While nobody is there, one picture of so many is looked at turned over. */
const TURNED_EVERY = 8;
const JAW_OPEN = ARKIT.indexOf('jawOpen');

/** Sees that somebody comes, looks, speaks and goes: twice a second while nobody is there. Pictures are looked at and dropped; nobody is recognised. */
export class PresenceSensor implements Disposable {
  readonly store = new Store<PresenceSensorState>(NO_PRESENCE);
  readonly #options: PresenceSensorOptions;
  readonly #camera: HeldCamera;
  readonly #people: Pick<Engine<PeopleRequest, SeenPeople>, 'run' | 'load'> & Disposable;
  #isBusy = false;
  #lastMs = -Infinity;
  #costMs = 30;
  #count = 0;
  #health = HEALTHY;
  #label = '';

  constructor(options: PresenceSensorOptions) {
    this.#options = options;
    this.#camera = new HeldCamera(options.mirrors.upright(options.camera ?? createCamera()), CAMERA);
    this.#people = options.people ?? createPeopleEngine({ setup: async () => ({ face: { model: await onlyFile('face-landmarker'), most: 2 } }) });
  }

  /** Opens the camera; a sign is to be on screen while it is on. What goes wrong is in `store`: she works without it. */
  async start(): Promise<void> {
    if (this.#camera.isWanted) return;
    this.#set({ ...NO_PRESENCE, camera: 'opening' });
    try {
      const open = await this.#camera.open({ onFrame: (atMs, take) => void this.#see(atMs, take), onLost: ({ code }) => this.stop(code) }, () => this.#people.load());
      if (!open) return;
      this.#label = open.label;
      this.#set({ camera: 'on' });
    } catch (error) {
      this.stop(asFailure(error, 'load-failed').code);
    }
  }

  stop(camera: 'off' | FailureCode = 'off'): void {
    this.#camera.close();
    this.#health = HEALTHY;
    this.#set({ ...NO_PRESENCE, camera });
  }

  [Symbol.dispose](): void {
    this.stop();
    this.#people[Symbol.dispose]();
  }

  async #see(atMs: number, take: (width: number) => Promise<ImageBitmap>): Promise<void> {
    const dueMs = Math.max(1_000 / pictureRate(this.store.value.presence), this.#costMs / BUDGET);
    // Half a picture's time of leave: a camera's beat and ours never agree.
    if (this.#isBusy || atMs - this.#lastMs < dueMs - 500 / CAMERA.framesPerSecond) return;
    this.#isBusy = true;
    this.#lastMs = atMs;
    try {
      const startedMs = performance.now();
      this.#count += 1;
      const isTurned = this.store.value.presence.phase === 'nobody' && this.#count % TURNED_EVERY === 0;
      const { faces, light } = await this.#people.run({ picture: await take(CAMERA.width), atMs, isTurned });
      this.#costMs += (performance.now() - startedMs - this.#costMs) * 0.2;
      if (!this.#camera.isWanted) return;
      this.#health = cameraHealthStep(this.#health, { light, faces: faces.length, isTurned, atMs });
      const trouble = this.#health.trouble ?? (this.#options.mirrors.has(this.#label) ? 'mirrored' : undefined);
      if (trouble !== this.store.value.trouble) this.#set({ trouble });
      if (isTurned) return;
      const { state, event } = presenceStep(this.store.value.presence, faces.map(({ matrix, weights }) => nearFaceOf(matrix, weights[JAW_OPEN]!)), atMs, { isVoice: this.#options.isVoice?.() });
      this.#set({ presence: state });
      if (event) this.#options.onEvent(event);
    } catch {
      // A worker that died is started again by the next picture.
    } finally {
      this.#isBusy = false;
    }
  }

  #set(parts: Partial<PresenceSensorState>): void {
    this.store.update((value) => ({ ...value, ...parts }));
  }
}
