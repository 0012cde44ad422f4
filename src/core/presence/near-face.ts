import type { NearFace } from './presence.ts';

/**
 * A face by where it is and how it is turned.
 * @param matrix 4 × 4, column by column, in cm: from a face that looks into the camera to where it is; x to the picture's right, y up, z to the camera
 * @param mouth how far the jaw is open, [0, 1]
 */
export function nearFaceOf(matrix: ArrayLike<number>, mouth: number): NearFace {
  const [x, y, z] = [matrix[12]!, matrix[13]!, matrix[14]!];
  const distanceCm = Math.hypot(x, y, z);
  const [fx, fy, fz] = [matrix[8]!, matrix[9]!, matrix[10]!];
  const facing = -(fx * x + fy * y + fz * z) / (distanceCm * Math.hypot(fx, fy, fz) || 1);
  return { distanceCm, rightDeg: degrees(Math.atan2(x, -z)), upDeg: degrees(Math.atan2(y, -z)), awayDeg: degrees(Math.acos(Math.min(1, Math.max(-1, facing)))), mouth };
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
