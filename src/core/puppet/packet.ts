import { ARKIT_COUNT } from './arkit.ts';
import { packRotation, unpackRotation } from './rotation.ts';

/** Bones that a puppet moves beside its face, in the order of `rotations`. */
export const PUPPET_BONES = ['head', 'leftUpperArm', 'leftLowerArm', 'rightUpperArm', 'rightLowerArm'] as const;
export type PuppetBone = (typeof PUPPET_BONES)[number];

/** One moment of an agent who plays the avatar. No picture, no sound: weights and angles. */
export interface PuppetFrame {
  /** Counts frames, modulo 2^16. */
  seq: number;
  /** When the camera saw it, in ms of the sender's clock, modulo 2^32. */
  atMs: number;
  hasFace: boolean;
  hasArms: boolean;
  /** ARKIT_COUNT values in [0, 1]. */
  readonly weights: Float32Array;
  /** A unit quaternion x, y, z, w for each of PUPPET_BONES, in its parent's space (VRM 1.0 normalized: T-pose is none). */
  readonly rotations: Float32Array;
}

export function newPuppetFrame(): PuppetFrame {
  const rotations = new Float32Array(PUPPET_BONES.length * 4);
  for (let i = 3; i < rotations.length; i += 4) rotations[i] = 1;
  return { seq: 0, atMs: 0, hasFace: false, hasArms: false, weights: new Float32Array(ARKIT_COUNT), rotations };
}

const VERSION = 1;
const HEAD_BYTES = 8;
/** u16 seq, u32 ms, u8 version, u8 flags, 51 × u8 weights, 5 × u32 rotations: 79 bytes. */
export const PUPPET_BYTES = HEAD_BYTES + ARKIT_COUNT + PUPPET_BONES.length * 4;
const HAS_FACE = 1;
const HAS_ARMS = 2;

export function encodePuppet(frame: PuppetFrame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(PUPPET_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, frame.seq & 0xffff);
  view.setUint32(2, frame.atMs >>> 0);
  bytes[6] = VERSION;
  bytes[7] = (frame.hasFace ? HAS_FACE : 0) | (frame.hasArms ? HAS_ARMS : 0);
  for (let i = 0; i < ARKIT_COUNT; i += 1) bytes[HEAD_BYTES + i] = Math.round(Math.min(1, Math.max(0, frame.weights[i]!)) * 255);
  for (let i = 0; i < PUPPET_BONES.length; i += 1) view.setUint32(HEAD_BYTES + ARKIT_COUNT + i * 4, packRotation(frame.rotations, i * 4));
  return bytes;
}

/** @returns false for what is no packet of this version; whatever else arrives gives weights in [0, 1] and unit rotations */
export function decodePuppet(bytes: Uint8Array, out: PuppetFrame): boolean {
  if (bytes.length !== PUPPET_BYTES || bytes[6] !== VERSION) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  out.seq = view.getUint16(0);
  out.atMs = view.getUint32(2);
  out.hasFace = (bytes[7]! & HAS_FACE) !== 0;
  out.hasArms = (bytes[7]! & HAS_ARMS) !== 0;
  for (let i = 0; i < ARKIT_COUNT; i += 1) out.weights[i] = bytes[HEAD_BYTES + i]! / 255;
  for (let i = 0; i < PUPPET_BONES.length; i += 1) unpackRotation(view.getUint32(HEAD_BYTES + ARKIT_COUNT + i * 4), out.rotations, i * 4);
  return true;
}
