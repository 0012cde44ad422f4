import { fromTo, invert, turn } from './rotation.ts';
import type { PuppetFrame } from './packet.ts';

/** Landmarks of MediaPipe's pose model that arms need. */
const SHOULDERS = [11, 12] as const;
const ELBOWS = [13, 14] as const;
const WRISTS = [15, 16] as const;
/** A joint that is seen less surely than this, in [0, 1], says nothing. */
const SEEN = 0.5;

const inverse = new Float32Array(4);
const directions = new Float32Array(6);

/**
 * From 33 landmarks of a pose in metres to the rotations of both arms, relative to the shoulders: the body may be turned. Allocates nothing.
 * @param world x, y, z for each landmark; x to the subject's left, y down, z away from the camera (MediaPipe's world landmarks)
 * @param visibility for each landmark, in [0, 1]
 * @returns false where a joint is not seen: then the arms are left as they are
 */
export function armsOf(world: ArrayLike<number>, visibility: ArrayLike<number>, out: Pick<PuppetFrame, 'rotations'>): boolean {
  if ([...SHOULDERS, ...ELBOWS, ...WRISTS].some((joint) => visibility[joint]! < SEEN)) return false;
  // The shoulders' own axes: x to the left one, y up, z forward.
  let xx = world[SHOULDERS[0] * 3]! - world[SHOULDERS[1] * 3]!, xz = -(world[SHOULDERS[0] * 3 + 2]! - world[SHOULDERS[1] * 3 + 2]!);
  const width = Math.hypot(xx, xz);
  if (width < 0.05) return false;
  xx /= width;
  xz /= width;
  for (let side = 0; side < 2; side += 1) {
    const joints = [SHOULDERS[side]!, ELBOWS[side]!, WRISTS[side]!] as const;
    for (let part = 0; part < 2; part += 1) {
      const from = joints[part]! * 3, to = joints[part + 1]! * 3;
      const dx = world[to]! - world[from]!, dy = -(world[to + 1]! - world[from + 1]!), dz = -(world[to + 2]! - world[from + 2]!);
      const length = Math.hypot(dx, dy, dz);
      if (length < 0.02) return false;
      directions[part * 3] = (dx * xx + dz * xz) / length;
      directions[part * 3 + 1] = dy / length;
      directions[part * 3 + 2] = (-dx * xz + dz * xx) / length;
    }
    const rest = side === 0 ? 1 : -1;
    const upper = (1 + side * 2) * 4, lower = upper + 4;
    fromTo(rest, 0, 0, directions[0]!, directions[1]!, directions[2]!, out.rotations, upper);
    invert(out.rotations, upper, inverse);
    turn(inverse, 0, directions, 3);
    fromTo(rest, 0, 0, directions[3]!, directions[4]!, directions[5]!, out.rotations, lower);
  }
  return true;
}
