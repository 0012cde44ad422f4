/** Turns logits into probabilities, in place. @param sharpness multiplies the logits first */
export function softmax(logits: Float32Array, sharpness = 1): void {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  let sum = 0;
  for (let c = 0; c < logits.length; c += 1) sum += logits[c] = Math.exp((logits[c]! - highest) * sharpness);
  for (let c = 0; c < logits.length; c += 1) logits[c]! /= sum;
}

/** Turns logits into the gradient of the smoothed cross-entropy, in place. @param smoothing share of the target spread over all classes */
export function crossEntropyGradient(logits: Float32Array, label: number, smoothing: number): void {
  softmax(logits);
  for (let c = 0; c < logits.length; c += 1) logits[c]! -= (c === label ? 1 - smoothing : 0) + smoothing / logits.length;
}
