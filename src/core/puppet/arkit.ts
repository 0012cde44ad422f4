/** The face's weights, by the names that ARKit gave them and MediaPipe's FaceLandmarker returns (all but its `_neutral`). The order of every weight array. */
export const ARKIT = [
  'browDownLeft', 'browDownRight', 'browInnerUp', 'browOuterUpLeft', 'browOuterUpRight', 'cheekPuff', 'cheekSquintLeft', 'cheekSquintRight', 'eyeBlinkLeft', 'eyeBlinkRight',
  'eyeLookDownLeft', 'eyeLookDownRight', 'eyeLookInLeft', 'eyeLookInRight', 'eyeLookOutLeft', 'eyeLookOutRight', 'eyeLookUpLeft', 'eyeLookUpRight', 'eyeSquintLeft', 'eyeSquintRight',
  'eyeWideLeft', 'eyeWideRight', 'jawForward', 'jawLeft', 'jawOpen', 'jawRight', 'mouthClose', 'mouthDimpleLeft', 'mouthDimpleRight', 'mouthFrownLeft',
  'mouthFrownRight', 'mouthFunnel', 'mouthLeft', 'mouthLowerDownLeft', 'mouthLowerDownRight', 'mouthPressLeft', 'mouthPressRight', 'mouthPucker', 'mouthRight', 'mouthRollLower',
  'mouthRollUpper', 'mouthShrugLower', 'mouthShrugUpper', 'mouthSmileLeft', 'mouthSmileRight', 'mouthStretchLeft', 'mouthStretchRight', 'mouthUpperUpLeft', 'mouthUpperUpRight', 'noseSneerLeft',
  'noseSneerRight',
] as const;
export type Arkit = (typeof ARKIT)[number];
export const ARKIT_COUNT = ARKIT.length;

/** What a VRM's face shows of it: mouth (order of VISEMES), lids, feelings, and where the eyes look. */
export interface FacePose {
  /** aa, ih, ou, ee, oh in [0, 1]. */
  readonly mouth: Float32Array;
  blinkLeft: number;
  blinkRight: number;
  happy: number;
  angry: number;
  sad: number;
  surprised: number;
  /** Degrees; to her left and down are positive, as VRM's look-at has it. */
  yawDeg: number;
  pitchDeg: number;
}

export function newFacePose(): FacePose {
  return { mouth: new Float32Array(5), blinkLeft: 0, blinkRight: 0, happy: 0, angry: 0, sad: 0, surprised: 0, yawDeg: 0, pitchDeg: 0 };
}

/** Eyes that look as far as they can, in degrees. */
const WIDEST_YAW = 30;
const WIDEST_PITCH = 20;
/** FaceLandmarker calls an eye that is shut about this; measured on its own pictures it seldom goes above. */
const SHUT = 0.65;

const at = Object.fromEntries(ARKIT.map((name, i) => [name, i])) as Readonly<Record<Arkit, number>>;

/**
 * From 51 weights of a face to the few of a VRM 1.0. The vowels overlap: the jaw opens `aa`, pulled to `oh` by a funnel, to `ou` by a pucker, to `ee` by wide
 * corners, and what is open without any of these stays `aa` or, nearly shut, `ih`. Allocates nothing.
 * @param weights ARKIT_COUNT values in [0, 1]
 */
export function facePoseOf(weights: ArrayLike<number>, out: FacePose): void {
  const w = (name: Arkit) => weights[at[name]]!;
  const both = (left: Arkit, right: Arkit) => (w(left) + w(right)) / 2;
  const open = clamp(w('jawOpen') * 1.4 - w('mouthClose'));
  const round = clamp(w('mouthPucker') * 1.1 - w('mouthFunnel') * 0.3);
  const funnel = clamp(w('mouthFunnel') * 1.3);
  const smile = both('mouthSmileLeft', 'mouthSmileRight');
  const wide = clamp(both('mouthStretchLeft', 'mouthStretchRight') * 1.2 + smile * 0.35);
  const { mouth } = out;
  mouth[0] = open * (1 - Math.max(round, funnel * 0.7, wide * 0.4));
  mouth[1] = clamp(both('mouthLowerDownLeft', 'mouthLowerDownRight') * 0.6 * (1 - open) + both('mouthUpperUpLeft', 'mouthUpperUpRight') * 0.4 * (1 - open));
  mouth[2] = round * (0.5 + 0.5 * open);
  mouth[3] = wide * open * 0.8;
  mouth[4] = funnel * (0.3 + 0.7 * open);
  out.blinkLeft = lid(w('eyeBlinkLeft'));
  out.blinkRight = lid(w('eyeBlinkRight'));
  const brows = both('browDownLeft', 'browDownRight');
  const frown = both('mouthFrownLeft', 'mouthFrownRight');
  const raised = clamp((w('browInnerUp') + both('browOuterUpLeft', 'browOuterUpRight')) / 2);
  // A smile that opens the mouth wide would tear the lips of most models.
  out.happy = clamp(smile * 1.1) * (1 - 0.5 * open);
  out.angry = clamp((brows - 0.15) * 0.9 + both('noseSneerLeft', 'noseSneerRight') * 0.4 - smile);
  out.sad = clamp(frown * 1.2 + w('mouthShrugLower') * 0.2 - smile);
  out.surprised = clamp(both('eyeWideLeft', 'eyeWideRight') * 0.7 + (raised - 0.2) * 0.7);
  // Her left is the left eye looking out and the right eye looking in.
  const left = (w('eyeLookOutLeft') + w('eyeLookInRight')) / 2;
  const right = (w('eyeLookInLeft') + w('eyeLookOutRight')) / 2;
  out.yawDeg = (left - right) * WIDEST_YAW;
  out.pitchDeg = (both('eyeLookDownLeft', 'eyeLookDownRight') - both('eyeLookUpLeft', 'eyeLookUpRight')) * WIDEST_PITCH;
}

function lid(value: number): number {
  return clamp((value - 0.1) / (SHUT - 0.1));
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
