import type { VRM } from '@pixiv/three-vrm';
import { PUPPET_BONES } from '../core/puppet/packet.ts';
import type { PuppetPose } from '../core/puppet/player.ts';
import { between } from '../core/puppet/rotation.ts';
import type { Random } from '../core/shared/random.ts';
import type { Attitude, Gesture } from '../ports/stage.ts';
import { ATTITUDE_POSES, GESTURES } from './poses.ts';
import { POSED_BONES, Rig } from './rig.ts';

const REST_HALF_LIFE_MS = 170;
/** 15 breaths a minute. */
const BREATH_HZ = 0.25;

const at = (bone: (typeof POSED_BONES)[number], axis: 0 | 1 | 2) => POSED_BONES.indexOf(bone) * 3 + axis;
const SPINE_X = at('spine', 0), SPINE_Z = at('spine', 2), CHEST_X = at('chest', 0), HIPS_Z = at('hips', 2);
const HEAD_X = at('head', 0), HEAD_Y = at('head', 1), HEAD_Z = at('head', 2), NECK_Y = at('neck', 1);
const LEFT_SHOULDER_Z = at('leftShoulder', 2), RIGHT_SHOULDER_Z = at('rightShoulder', 2), RIGHT_LOWER_ARM_Z = at('rightLowerArm', 2);

const NOWHERE = Float32Array.of(0, 0, 0, 1);
/** Share of a head's turn that the neck takes. */
const NECK_SHARE = 0.35;

/** Posture, gestures and the small motion of somebody who stands there and is alive. */
export class Body {
  readonly #rig: Rig;
  readonly #phase: number;
  #attitude: Attitude = 'idle';
  #gesture: Exclude<Gesture, 'none'> | undefined;
  #gestureLeftMs = 0;
  #timeS = 0;
  readonly #neck = new Float32Array(4);
  readonly #head = new Float32Array(4);
  /** How strongly she speaks now, in [0, 1]: head accents follow it. */
  emphasis = 0;
  /** Scales all motion that is not a pose; 0 where the visitor asked for reduced motion. */
  liveliness = 1;

  constructor(vrm: VRM, random: Random) {
    this.#rig = new Rig(vrm, ATTITUDE_POSES.idle);
    this.#phase = random() * 100;
  }

  setAttitude(attitude: Attitude): void {
    this.#attitude = attitude;
    if (!this.#gesture) this.#rig.setGoal(ATTITUDE_POSES[attitude]);
  }

  gesture(gesture: Gesture): void {
    this.#gesture = gesture === 'none' ? undefined : gesture;
    this.#gestureLeftMs = this.#gesture ? GESTURES[this.#gesture].holdMs : 0;
    this.#rig.setGoal(this.#gesture ? GESTURES[this.#gesture].pose : ATTITUDE_POSES[this.#attitude]);
  }

  /** @param puppet what an agent who plays her does */
  update(deltaMs: number, puppet?: PuppetPose): void {
    this.#timeS += deltaMs / 1000;
    if (this.#gesture) {
      this.#gestureLeftMs -= deltaMs;
      if (this.#gestureLeftMs <= 0) this.gesture('none');
    }
    this.#writeOffsets();
    this.#rig.update(deltaMs, this.#gesture ? GESTURES[this.#gesture].halfLifeMs : REST_HALF_LIFE_MS);
    if (puppet) this.#play(puppet);
  }

  /** A head turns by the neck too; arms only as far as they are seen. */
  #play({ rotations, faceShare, armShare }: PuppetPose): void {
    between(NOWHERE, 0, rotations, 0, NECK_SHARE, this.#neck);
    between(NOWHERE, 0, rotations, 0, 1 - NECK_SHARE, this.#head);
    this.#rig.blend('neck', this.#neck, 0, faceShare);
    this.#rig.blend('head', this.#head, 0, faceShare);
    for (let i = 1; i < PUPPET_BONES.length; i += 1) this.#rig.blend(PUPPET_BONES[i]!, rotations, i * 4, armShare);
  }

  #writeOffsets(): void {
    const t = this.#timeS + this.#phase;
    const { offsets } = this.#rig;
    const lively = this.liveliness;
    const breath = Math.sin(2 * Math.PI * BREATH_HZ * t) * lively;
    const sway = wander(t, 0.11) * lively;
    const speaking = this.#attitude === 'speaking' ? 1 : 0;
    offsets[CHEST_X] = -0.012 * breath;
    offsets[SPINE_X] = 0.006 * breath;
    offsets[LEFT_SHOULDER_Z] = 0.014 * breath;
    offsets[RIGHT_SHOULDER_Z] = -0.014 * breath;
    offsets[HIPS_Z] = 0.012 * sway;
    offsets[SPINE_Z] = -0.016 * sway;
    offsets[HEAD_X] = (0.018 * wander(t, 0.23) + speaking * 0.05 * this.emphasis) * lively;
    offsets[HEAD_Y] = (0.03 * wander(t + 31, 0.17) + speaking * 0.035 * wander(t, 0.9)) * lively;
    offsets[HEAD_Z] = (0.02 * wander(t + 57, 0.13) + speaking * 0.02 * wander(t + 5, 0.7)) * lively;
    offsets[NECK_Y] = 0.012 * wander(t + 31, 0.17) * lively;
    offsets[RIGHT_LOWER_ARM_Z] = this.#gesture === 'wave' ? 0.32 * Math.sin(2 * Math.PI * 1.9 * t) * lively : 0;
  }
}

/** Smooth wandering in about [-1, 1] around a frequency in Hz: three sines that never line up. */
function wander(t: number, hz: number): number {
  const w = 2 * Math.PI * hz * t;
  return (Math.sin(w) + 0.6 * Math.sin(1.618 * w + 1.3) + 0.4 * Math.sin(2.414 * w + 4.1)) / 1.6;
}
