import type { PuppetPose } from '../core/puppet/player.ts';

/** What she is doing, as a whole; decides posture, gaze and how much she moves. */
export type Attitude = 'idle' | 'attentive' | 'thinking' | 'speaking';
export type Expression = 'neutral' | 'happy' | 'sorry' | 'surprised' | 'caring';
export type Gesture = 'none' | 'wave' | 'present' | 'nod' | 'bow';

/** Writes the mouth's weights (order of VISEMES, each in [0, 1]) for this moment; called once a frame. */
export type MouthSource = (out: Float32Array) => void;

/** Writes what an agent who plays her shows now; called once a frame. @param nowMs the frame's time, as performance.now() has it */
export type PuppetSource = (nowMs: number, out: PuppetPose) => void;

export interface Stage extends Disposable {
  /** Shows an avatar. @throws Failure `not-found` | `offline` | `invalid-input` (broken file) | `unsupported` (no WebGL 2) */
  load(url: string): Promise<void>;
  setAttitude(attitude: Attitude): void;
  setExpression(expression: Expression): void;
  gesture(gesture: Gesture): void;
  /** Where the visitor's face is, as the camera above her sees it: degrees to its right and up; undefined for straight ahead. */
  setGaze(gaze: { readonly rightDeg: number; readonly upDeg: number } | undefined): void;
  setMouth(source: MouthSource | undefined): void;
  /** An agent plays her: mouth, face, head and arms follow it as far as it says; undefined gives her back to herself. */
  setPuppet(source: PuppetSource | undefined): void;
  /** Share of the stage's height, from above, that nothing covers: (0, 1]. She is framed inside it. */
  setVisibleShare(share: number): void;
  /** Share of the time drawing may take: low while she listens, so that the ears are not starved. (0, 1] */
  setDrawingShare(share: number): void;
  /** Where a frame is dear none is begun for this long: the answer comes first. */
  hold(forMs: number): void;
}
