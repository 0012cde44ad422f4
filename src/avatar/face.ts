import type { VRM } from '@pixiv/three-vrm';
import { VISEMES, VISEME_COUNT } from '../core/lip-sync/viseme.ts';
import type { PuppetPose } from '../core/puppet/player.ts';
import { approach } from '../core/shared/damper.ts';
import type { Random } from '../core/shared/random.ts';
import type { Attitude, Expression, MouthSource } from '../ports/stage.ts';

const MOODS = ['happy', 'sad', 'surprised', 'relaxed', 'angry'] as const;
type Mood = (typeof MOODS)[number];

/** How much of each preset an expression shows; full presets look like masks. */
const EXPRESSIONS: Readonly<Record<Expression, Partial<Record<Mood, number>>>> = {
  neutral: { happy: 0.14 },
  happy: { happy: 0.55 },
  sorry: { sad: 0.45 },
  surprised: { surprised: 0.4, happy: 0.1 },
  caring: { sad: 0.2, happy: 0.12 },
};

const MOOD_HALF_LIFE_MS = 140;
const PUPPET_HALF_LIFE_MS = 30;
const MOUTH_HALF_LIFE_MS = 12;
const BLINK_MS = 150;

/** Mouth, lids, gaze and mood, written to the VRM's expression manager and look-at each frame. */
export class Face {
  readonly #vrm: VRM;
  readonly #random: Random;
  readonly #goal = new Float32Array(VISEME_COUNT);
  readonly #mouth = new Float32Array(VISEME_COUNT);
  readonly #moods = new Float32Array(MOODS.length);
  #expression: Expression = 'neutral';
  #attitude: Attitude = 'idle';
  #nextBlinkMs = 1500;
  #blinkMs = -1;
  #nextGlanceMs = 800;
  #yawDeg = 0;
  #pitchDeg = 0;
  #goalYawDeg = 0;
  #goalPitchDeg = 0;
  #homeYawDeg = 0;
  #homePitchDeg = 0;
  mouthSource: MouthSource | undefined;

  constructor(vrm: VRM, random: Random) {
    this.#vrm = vrm;
    this.#random = random;
    if (vrm.lookAt) vrm.lookAt.autoUpdate = false;
  }

  /** Sum of the mouth's weights now, in [0, about 1]. */
  get openness(): number {
    let sum = 0;
    for (let i = 0; i < VISEME_COUNT; i += 1) sum += this.#mouth[i]!;
    return sum;
  }

  setExpression(expression: Expression): void {
    this.#expression = expression;
  }

  setAttitude(attitude: Attitude): void {
    this.#attitude = attitude;
    this.#nextGlanceMs = 0;
  }

  /** Where the visitor is: to the camera's right is her right. */
  setGaze(gaze: { readonly rightDeg: number; readonly upDeg: number } | undefined): void {
    this.#homeYawDeg = -limited(gaze?.rightDeg ?? 0);
    this.#homePitchDeg = -limited(gaze?.upDeg ?? 0);
  }

  /** @param puppet what an agent who plays her shows; its share of the face is the agent's, the rest her own */
  update(deltaMs: number, puppet?: PuppetPose): void {
    this.#updateMouth(deltaMs, puppet);
    this.#updateMood(deltaMs, puppet);
    this.#updateLids(deltaMs, puppet);
    this.#updateGaze(deltaMs, puppet);
  }

  #updateMouth(deltaMs: number, puppet: PuppetPose | undefined): void {
    if (puppet) this.#goal.set(puppet.face.mouth);
    else if (this.mouthSource) this.mouthSource(this.#goal);
    else this.#goal.fill(0);
    for (let i = 0; i < VISEME_COUNT; i += 1) {
      this.#mouth[i] = approach(this.#mouth[i]!, this.#goal[i]!, deltaMs, MOUTH_HALF_LIFE_MS);
      this.#vrm.expressionManager?.setValue(VISEMES[i]!, this.#mouth[i]!);
    }
  }

  #updateMood(deltaMs: number, puppet: PuppetPose | undefined): void {
    const shown = EXPRESSIONS[this.#expression];
    // A wide smile and an open vowel pull the same vertices: the smile gives way while she speaks.
    const give = 1 - 0.6 * Math.min(1, this.openness * 1.5);
    for (let i = 0; i < MOODS.length; i += 1) {
      const mood = MOODS[i]!;
      const own = (shown[mood] ?? 0) * give;
      const played = mood === 'relaxed' ? 0 : (puppet?.face[mood] ?? 0);
      this.#moods[i] = approach(this.#moods[i]!, own + (played - own) * (puppet?.faceShare ?? 0), deltaMs, puppet ? PUPPET_HALF_LIFE_MS : MOOD_HALF_LIFE_MS);
      this.#vrm.expressionManager?.setValue(mood, this.#moods[i]!);
    }
  }

  #updateLids(deltaMs: number, puppet: PuppetPose | undefined): void {
    this.#nextBlinkMs -= deltaMs;
    if (this.#nextBlinkMs <= 0) {
      this.#blinkMs = 0;
      // Every 2 to 6 s, and now and then twice in a row.
      this.#nextBlinkMs = this.#random() < 0.15 ? BLINK_MS + 60 : 2000 + 4000 * this.#random();
    }
    if (this.#blinkMs >= 0) this.#blinkMs += deltaMs;
    if (this.#blinkMs > BLINK_MS) this.#blinkMs = -1;
    // Lids fall in a third of the blink and rise in the rest.
    const t = this.#blinkMs / BLINK_MS;
    const closed = this.#blinkMs < 0 ? 0 : t < 0.35 ? t / 0.35 : (1 - t) / 0.65;
    const share = puppet?.faceShare ?? 0;
    this.#vrm.expressionManager?.setValue('blink', closed * (1 - share));
    this.#vrm.expressionManager?.setValue('blinkLeft', (puppet?.face.blinkLeft ?? 0) * share);
    this.#vrm.expressionManager?.setValue('blinkRight', (puppet?.face.blinkRight ?? 0) * share);
  }

  #updateGaze(deltaMs: number, puppet: PuppetPose | undefined): void {
    this.#nextGlanceMs -= deltaMs;
    if (this.#nextGlanceMs <= 0) this.#glance();
    // The eyes jump (half-life 18 ms), as eyes do.
    this.#yawDeg = approach(this.#yawDeg, this.#homeYawDeg + this.#goalYawDeg, deltaMs, 18);
    this.#pitchDeg = approach(this.#pitchDeg, this.#homePitchDeg + this.#goalPitchDeg, deltaMs, 18);
    const { lookAt } = this.#vrm;
    if (!lookAt) return;
    const share = puppet?.faceShare ?? 0;
    lookAt.yaw = this.#yawDeg + ((puppet?.face.yawDeg ?? 0) - this.#yawDeg) * share;
    lookAt.pitch = this.#pitchDeg + ((puppet?.face.pitchDeg ?? 0) - this.#pitchDeg) * share;
  }

  /** Chooses where to look next: at the visitor most of the time, up and aside while thinking. */
  #glance(): void {
    const r = this.#random;
    const away = this.#attitude === 'idle' ? 0.45 : this.#attitude === 'thinking' ? 1 : 0.12;
    if (r() < away) {
      this.#goalYawDeg = this.#attitude === 'thinking' ? 14 + 6 * r() : (r() - 0.5) * 26;
      this.#goalPitchDeg = this.#attitude === 'thinking' ? -10 - 4 * r() : (r() - 0.5) * 10;
      this.#nextGlanceMs = 500 + 900 * r();
    } else {
      // Fixations on a face wander between eyes and mouth: a degree or two.
      this.#goalYawDeg = (r() - 0.5) * 3;
      this.#goalPitchDeg = (r() - 0.5) * 3;
      this.#nextGlanceMs = 900 + 2200 * r();
    }
  }
}

/** Eyes turn no farther than this, in degrees: beyond, the head would. */
function limited(degrees: number): number {
  return Math.min(18, Math.max(-18, degrees));
}
