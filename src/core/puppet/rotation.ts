/** Rotations as unit quaternions x, y, z, w, four numbers of an array at an offset; nothing is allocated. */
export type Numbers = { [i: number]: number; readonly length: number };

/** The rotation that takes direction a to direction b (unit vectors of three), the short way. */
export function fromTo(ax: number, ay: number, az: number, bx: number, by: number, bz: number, out: Numbers, at = 0): void {
  const w = 1 + ax * bx + ay * by + az * bz;
  if (w < 1e-6) {
    // Opposite: half a turn about any axis that stands on a.
    const isX = Math.abs(ax) < 0.9;
    set(out, at, isX ? 0 : -az, isX ? az : 0, isX ? -ay : ax, 0);
  } else set(out, at, ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx, w);
  normalise(out, at);
}

/** out = a · b: first b, then a. `out` may be either of them. */
export function multiply(a: Numbers, i: number, b: Numbers, j: number, out: Numbers, at = 0): void {
  const ax = a[i]!, ay = a[i + 1]!, az = a[i + 2]!, aw = a[i + 3]!;
  const bx = b[j]!, by = b[j + 1]!, bz = b[j + 2]!, bw = b[j + 3]!;
  set(out, at, aw * bx + ax * bw + ay * bz - az * by, aw * by - ax * bz + ay * bw + az * bx, aw * bz + ax * by - ay * bx + az * bw, aw * bw - ax * bx - ay * by - az * bz);
}

/** The way back. */
export function invert(a: Numbers, i: number, out: Numbers, at = 0): void {
  set(out, at, -a[i]!, -a[i + 1]!, -a[i + 2]!, a[i + 3]!);
}

/** Between two rotations, straight and made whole again: for small steps as good as slerp. @param share 0 is a, 1 is b */
export function between(a: Numbers, i: number, b: Numbers, j: number, share: number, out: Numbers, at = 0): void {
  const sign = a[i]! * b[j]! + a[i + 1]! * b[j + 1]! + a[i + 2]! * b[j + 2]! + a[i + 3]! * b[j + 3]! < 0 ? -share : share;
  for (let k = 0; k < 4; k += 1) out[at + k] = a[i + k]! * (1 - share) + b[j + k]! * sign;
  normalise(out, at);
}

/** Turns a vector (three numbers at `at`) by a rotation, in place. */
export function turn(q: Numbers, i: number, v: Numbers, at = 0): void {
  const x = q[i]!, y = q[i + 1]!, z = q[i + 2]!, w = q[i + 3]!;
  const vx = v[at]!, vy = v[at + 1]!, vz = v[at + 2]!;
  const tx = 2 * (y * vz - z * vy), ty = 2 * (z * vx - x * vz), tz = 2 * (x * vy - y * vx);
  v[at] = vx + w * tx + y * tz - z * ty;
  v[at + 1] = vy + w * ty + z * tx - x * tz;
  v[at + 2] = vz + w * tz + x * ty - y * tx;
}

/** From the rotation part of a 4 × 4 matrix, column by column. @see Shepperd 1978, Journal of Guidance and Control 1, 223 */
export function fromMatrix(m: ArrayLike<number>, out: Numbers, at = 0): void {
  // The columns may be scaled.
  const s = [0, 4, 8].map((column) => 1 / (Math.hypot(m[column]!, m[column + 1]!, m[column + 2]!) || 1));
  const e = (row: number, column: number) => m[column * 4 + row]! * s[column]!;
  const trace = e(0, 0) + e(1, 1) + e(2, 2);
  if (trace > 0) set(out, at, e(2, 1) - e(1, 2), e(0, 2) - e(2, 0), e(1, 0) - e(0, 1), trace + 1);
  else if (e(0, 0) > e(1, 1) && e(0, 0) > e(2, 2)) set(out, at, 1 + e(0, 0) - e(1, 1) - e(2, 2), e(0, 1) + e(1, 0), e(0, 2) + e(2, 0), e(2, 1) - e(1, 2));
  else if (e(1, 1) > e(2, 2)) set(out, at, e(0, 1) + e(1, 0), 1 + e(1, 1) - e(0, 0) - e(2, 2), e(1, 2) + e(2, 1), e(0, 2) - e(2, 0));
  else set(out, at, e(0, 2) + e(2, 0), e(1, 2) + e(2, 1), 1 + e(2, 2) - e(0, 0) - e(1, 1), e(1, 0) - e(0, 1));
  normalise(out, at);
}

const RANGE = Math.SQRT1_2;
const STEPS = 1_023;

/** Four bytes: which of the four is largest (2 bits), and the other three in [-√½, √½] (10 bits each). Within 0.2 degrees. */
export function packRotation(q: Numbers, i: number): number {
  let largest = 0;
  for (let k = 1; k < 4; k += 1) if (Math.abs(q[i + k]!) > Math.abs(q[i + largest]!)) largest = k;
  const sign = q[i + largest]! < 0 ? -1 : 1;
  let packed = largest;
  for (let k = 0; k < 4; k += 1) {
    if (k !== largest) packed = packed * 1_024 + Math.round(Math.min(1, Math.max(0, (sign * q[i + k]! + RANGE) / (2 * RANGE))) * STEPS);
  }
  return packed;
}

/** The inverse; any 32 bits give a rotation. */
export function unpackRotation(packed: number, out: Numbers, at: number): void {
  const largest = Math.floor(packed / 2 ** 30) & 3;
  let rest = 1;
  let shift = 2 ** 20;
  for (let k = 0; k < 4; k += 1) {
    if (k === largest) continue;
    const value = ((Math.floor(packed / shift) & STEPS) / STEPS) * 2 * RANGE - RANGE;
    out[at + k] = value;
    rest -= value * value;
    shift /= 1_024;
  }
  out[at + largest] = Math.sqrt(Math.max(0, rest));
  normalise(out, at);
}

function set(out: Numbers, at: number, x: number, y: number, z: number, w: number): void {
  out[at] = x;
  out[at + 1] = y;
  out[at + 2] = z;
  out[at + 3] = w;
}

function normalise(out: Numbers, at: number): void {
  const length = Math.hypot(out[at]!, out[at + 1]!, out[at + 2]!, out[at + 3]!);
  if (!(length > 1e-9)) return set(out, at, 0, 0, 0, 1);
  for (let k = 0; k < 4; k += 1) out[at + k] = out[at + k]! / length;
}
