/** Turns logits into probabilities, in place. @param sharpness multiplies the logits first */
export function softmax(logits: Float32Array, sharpness = 1): void {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  let sum = 0;
  for (let c = 0; c < logits.length; c += 1) sum += logits[c] = Math.exp((logits[c]! - highest) * sharpness);
  for (let c = 0; c < logits.length; c += 1) logits[c]! /= sum;
}

/**
 * The gradient of the smoothed cross-entropy of two looks at one example, plus that of how far they differ (symmetric Kullback-Leibler divergence; R-Drop, Wu
 * et al. 2021), in place. @param weight of the difference
 */
export function consistentGradient(first: Float32Array, second: Float32Array, label: number, smoothing: number, weight: number): void {
  softmax(first);
  softmax(second);
  let forwards = 0;
  let backwards = 0;
  for (let c = 0; c < first.length; c += 1) {
    const ratio = logRatio(first[c]!, second[c]!);
    forwards += first[c]! * ratio;
    backwards -= second[c]! * ratio;
  }
  for (let c = 0; c < first.length; c += 1) {
    const p = first[c]!;
    const q = second[c]!;
    const ratio = logRatio(p, q);
    const target = (c === label ? 1 - smoothing : 0) + smoothing / first.length;
    first[c] = p - target + 0.5 * weight * (p * (ratio - forwards) + p - q);
    second[c] = q - target + 0.5 * weight * (q * (-ratio - backwards) + q - p);
  }
}

function logRatio(p: number, q: number): number {
  return Math.log((p + 1e-12) / (q + 1e-12));
}

/** Turns logits into the gradient of the smoothed cross-entropy, in place. @param smoothing share of the target spread over all classes */
export function crossEntropyGradient(logits: Float32Array, label: number, smoothing: number): void {
  softmax(logits);
  for (let c = 0; c < logits.length; c += 1) logits[c]! -= (c === label ? 1 - smoothing : 0) + smoothing / logits.length;
}
