import type { Attitude, Gesture } from '../ports/stage.ts';
import type { Pose } from './rig.ts';

/** Hands joined before the apron: how a clerk stands. */
const CLASPED: Pose = {
  leftUpperArm: [0.08, 0.3, -1.08], rightUpperArm: [0.08, -0.3, 1.08],
  leftLowerArm: [0, -0.72, -0.72], rightLowerArm: [0, 0.72, 0.72],
  leftHand: [0, 0, 0.22], rightHand: [0, 0, -0.22],
};

export const ATTITUDE_POSES: Readonly<Record<Attitude, Pose>> = {
  idle: { ...CLASPED, head: [0.02, 0, 0.02] },
  attentive: { ...CLASPED, spine: [0.05, 0, 0], neck: [0.02, 0, 0], head: [0.05, 0, 0.07] },
  thinking: { ...CLASPED, spine: [0.01, 0, 0], head: [-0.04, 0.1, -0.06] },
  speaking: { ...CLASPED, spine: [0.02, 0, 0], head: [0.02, 0, 0] },
};

export interface GestureScript {
  readonly pose: Pose;
  /** How long the pose is held, in ms, before she goes back. */
  readonly holdMs: number;
  /** Half-life of the move there, in ms. */
  readonly halfLifeMs: number;
}

export const GESTURES: Readonly<Record<Exclude<Gesture, 'none'>, GestureScript>> = {
  wave: {
    pose: { ...CLASPED, rightUpperArm: [0, 0.15, 1.1], rightLowerArm: [0, 0.35, -2.0], rightHand: [0, 0, -0.1], head: [0.02, 0.04, 0.09] },
    holdMs: 1500, halfLifeMs: 110,
  },
  present: {
    pose: { ...CLASPED, rightUpperArm: [0.1, -0.42, 0.98], rightLowerArm: [-0.5, 1.15, 0.35], rightHand: [-0.35, 0, -0.2], spine: [0.02, -0.04, 0], head: [0.08, -0.06, 0.02] },
    holdMs: 2400, halfLifeMs: 130,
  },
  nod: { pose: { ...CLASPED, head: [0.2, 0, 0], neck: [0.08, 0, 0] }, holdMs: 260, halfLifeMs: 70 },
  bow: { pose: { ...CLASPED, spine: [0.2, 0, 0], chest: [0.1, 0, 0], neck: [0.1, 0, 0], head: [0.12, 0, 0] }, holdMs: 900, halfLifeMs: 150 },
};
