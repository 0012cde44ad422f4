import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm';
import { Quaternion, type Object3D } from 'three';
import { remaining } from '../core/shared/damper.ts';

/** Bones that are posed, in the order of every pose array. */
export const POSED_BONES = ['hips', 'spine', 'chest', 'neck', 'head', 'leftShoulder', 'rightShoulder', 'leftUpperArm', 'leftLowerArm', 'leftHand', 'rightUpperArm', 'rightLowerArm', 'rightHand'] as const satisfies readonly VRMHumanBoneName[];
export type PosedBone = (typeof POSED_BONES)[number];

/** Euler angles in radians, XYZ, of normalized bones (VRM 1.0: T-pose is zero, +X is her left). */
export type Pose = Readonly<Partial<Record<PosedBone, readonly [x: number, y: number, z: number]>>>;

const wanted = new Quaternion();
const FINGERS = ['Index', 'Middle', 'Ring', 'Little'] as const;
const JOINTS = ['Proximal', 'Intermediate', 'Distal'] as const;

/** Drives the humanoid: a goal pose is approached with a half-life, and small offsets are added on top. */
export class Rig {
  readonly #nodes: (Object3D | null)[];
  readonly #current = new Float32Array(POSED_BONES.length * 3);
  readonly #goal = new Float32Array(POSED_BONES.length * 3);
  /** Added to the pose this frame, radians; the owner writes and clears it. */
  readonly offsets = new Float32Array(POSED_BONES.length * 3);

  constructor(vrm: VRM, start: Pose) {
    this.#nodes = POSED_BONES.map((name) => vrm.humanoid.getNormalizedBoneNode(name));
    this.setGoal(start);
    this.#current.set(this.#goal);
    curlFingers(vrm);
  }

  setGoal(pose: Pose): void {
    for (let i = 0; i < POSED_BONES.length; i += 1) {
      const angles = pose[POSED_BONES[i]!];
      for (let axis = 0; axis < 3; axis += 1) this.#goal[i * 3 + axis] = angles?.[axis] ?? 0;
    }
  }

  /** Turns a bone towards a rotation, after `update`. @param q quaternions x, y, z, w, read at an offset @param share 0 leaves it, 1 takes it whole */
  blend(bone: PosedBone, q: Float32Array, at: number, share: number): void {
    this.#nodes[POSED_BONES.indexOf(bone)]?.quaternion.slerp(wanted.set(q[at]!, q[at + 1]!, q[at + 2]!, q[at + 3]!), share);
  }

  update(deltaMs: number, halfLifeMs: number): void {
    const left = remaining(deltaMs, halfLifeMs);
    for (let i = 0; i < this.#current.length; i += 1) this.#current[i] = this.#goal[i]! + (this.#current[i]! - this.#goal[i]!) * left;
    for (let i = 0; i < this.#nodes.length; i += 1) {
      const at = i * 3;
      this.#nodes[i]?.rotation.set(this.#current[at]! + this.offsets[at]!, this.#current[at + 1]! + this.offsets[at + 1]!, this.#current[at + 2]! + this.offsets[at + 2]!);
    }
  }
}

/** Relaxed hands instead of the T-pose's boards. */
function curlFingers(vrm: VRM): void {
  for (const side of ['left', 'right'] as const) {
    for (const finger of FINGERS) {
      for (const joint of JOINTS) {
        const node = vrm.humanoid.getNormalizedBoneNode(`${side}${finger}${joint}`);
        if (node) node.rotation.z = (side === 'left' ? -1 : 1) * 0.22;
      }
    }
  }
}
