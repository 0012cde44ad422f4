import { CLOSED, type MouthShape } from './viseme.ts';

// Openness and rounding follow the IPA vowel chart; consonants show what a lip reader sees: bilabials close the
// lips, labiodentals nearly, rounded glides pucker, and the rest leave the jaw slightly open.
const OPEN: MouthShape = [0.85, 0, 0, 0, 0];
const WIDE: MouthShape = [0.45, 0, 0, 0.35, 0];
const SPREAD: MouthShape = [0.05, 0.25, 0, 0.55, 0];
const NARROW: MouthShape = [0.05, 0.5, 0, 0.2, 0];
const NEUTRAL: MouthShape = [0.35, 0.15, 0, 0.05, 0.05];
const ROUND: MouthShape = [0.1, 0, 0.1, 0, 0.65];
const PUCKER: MouthShape = [0, 0, 0.75, 0, 0.1];
const RHOTIC: MouthShape = [0.1, 0, 0.35, 0, 0.3];
const TEETH: MouthShape = [0, 0.3, 0, 0.2, 0];
const TONGUE: MouthShape = [0.15, 0.15, 0, 0.1, 0];
const LIP_TO_TEETH: MouthShape = [0, 0.18, 0.05, 0, 0];
const BACK: MouthShape = [0.22, 0.05, 0, 0.05, 0.05];

/** ARPAbet as flite prints it (lower case, with `ax` and `pau`). */
const ARPABET: Readonly<Record<string, MouthShape>> = {
  pau: CLOSED, p: CLOSED, b: CLOSED, m: CLOSED, f: LIP_TO_TEETH, v: LIP_TO_TEETH,
  aa: OPEN, ae: WIDE, ah: NEUTRAL, ao: ROUND, aw: OPEN, ay: OPEN, ax: NEUTRAL, eh: WIDE, er: RHOTIC, ey: SPREAD,
  ih: NARROW, iy: SPREAD, ow: ROUND, oy: ROUND, uh: PUCKER, uw: PUCKER,
  w: PUCKER, r: RHOTIC, l: TONGUE, y: SPREAD, hh: NEUTRAL, n: TONGUE, ng: BACK, t: TONGUE, d: TONGUE, dh: TONGUE, th: TONGUE,
  s: TEETH, z: TEETH, sh: PUCKER, zh: PUCKER, ch: PUCKER, jh: PUCKER, k: BACK, g: BACK,
};

/** IPA vowels and glides, by their first base letter; a diphthong moves to the shape of its last letter. */
const IPA: Readonly<Record<string, MouthShape>> = {
  a: OPEN, ɑ: OPEN, ɐ: OPEN, ʌ: NEUTRAL, æ: WIDE, ə: NEUTRAL, ɚ: RHOTIC, ɜ: RHOTIC, ɤ: NEUTRAL,
  e: SPREAD, ɛ: WIDE, i: SPREAD, ɪ: NARROW, ɨ: TEETH, o: ROUND, ɔ: ROUND, ɒ: ROUND, u: PUCKER, ʊ: PUCKER, y: PUCKER, ø: PUCKER, œ: ROUND,
  p: CLOSED, b: CLOSED, m: CLOSED, f: LIP_TO_TEETH, v: LIP_TO_TEETH, w: PUCKER, ɥ: PUCKER, j: SPREAD, ɹ: RHOTIC, r: RHOTIC, ɻ: RHOTIC, ʐ: RHOTIC,
  l: TONGUE, n: TONGUE, t: TONGUE, d: TONGUE, ð: TONGUE, θ: TONGUE, s: TEETH, z: TEETH, ʃ: PUCKER, ʒ: PUCKER, ʂ: RHOTIC, ɕ: TEETH,
  k: BACK, g: BACK, ɡ: BACK, x: BACK, χ: BACK, h: NEUTRAL, ŋ: BACK,
};

const SHAPE_CACHE = new Map<string, readonly [MouthShape, MouthShape]>();

/**
 * The shapes a phone starts and ends with: equal but for diphthongs.
 * @param phone ARPAbet in lower case, or IPA with stress and length marks; unknown ones are silent
 */
export function shapesOf(phone: string): readonly [start: MouthShape, end: MouthShape] {
  const known = SHAPE_CACHE.get(phone);
  if (known) return known;
  const shapes = findShapes(phone);
  SHAPE_CACHE.set(phone, shapes);
  return shapes;
}

function findShapes(phone: string): readonly [MouthShape, MouthShape] {
  if (phone === 'aw' || phone === 'ow') return [ARPABET[phone]!, PUCKER];
  if (phone === 'ay' || phone === 'oy' || phone === 'ey') return [ARPABET[phone]!, NARROW];
  const arpabet = ARPABET[phone];
  if (arpabet) return [arpabet, arpabet];
  let first: MouthShape | undefined;
  let last: MouthShape | undefined;
  for (const letter of phone) {
    const shape = IPA[letter];
    if (!shape) continue;
    first ??= shape;
    last = shape;
  }
  return [first ?? CLOSED, last ?? CLOSED];
}
