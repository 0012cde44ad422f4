/** Scales a vector to length 1, in place. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let sum = 1e-12;
  for (const value of vector) sum += value * value;
  const scale = 1 / Math.sqrt(sum);
  for (let j = 0; j < vector.length; j += 1) vector[j]! *= scale;
  return vector;
}
