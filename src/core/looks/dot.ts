/** Sum of products of two stretches; four sums at once. */
export function dot(a: Float32Array, i: number, b: Float32Array, j: number, size: number): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  let k = 0;
  for (; k + 3 < size; k += 4) {
    s0 += a[i + k]! * b[j + k]!;
    s1 += a[i + k + 1]! * b[j + k + 1]!;
    s2 += a[i + k + 2]! * b[j + k + 2]!;
    s3 += a[i + k + 3]! * b[j + k + 3]!;
  }
  for (; k < size; k += 1) s0 += a[i + k]! * b[j + k]!;
  return s0 + s1 + s2 + s3;
}
