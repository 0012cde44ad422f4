import type { PerspectiveCamera } from 'three';
import { approach } from '../core/shared/damper.ts';

export interface Figure {
  /** Heights above the floor in metres. */
  readonly topY: number;
  readonly eyeY: number;
}

/** Room above her hair, in metres. */
const HEADROOM_M = 0.05;
/** Least width shown at her depth, in metres: shoulders and some air. */
const LEAST_WIDTH_M = 0.72;
/** What is shown of her from the hair down, in metres: to the chest on a small stage, to the hips on a tall one. */
const BUST_M = 0.56;
const HIPS_M = 0.86;
const HALF_LIFE_MS = 130;

/**
 * Keeps her inside the part of the stage that nothing covers. The camera stays at eye height (no look up her chin) and
 * its projection is shifted instead; reframing is a damped move.
 */
export class Framing {
  readonly #camera: PerspectiveCamera;
  #figure: Figure = { topY: 1.45, eyeY: 1.28 };
  #goalShare = 1;
  #share = 1;
  #widthPx = 1;
  #heightPx = 1;
  #settled = false;

  constructor(camera: PerspectiveCamera) {
    this.#camera = camera;
  }

  setFigure(figure: Figure): void {
    this.#figure = figure;
    this.#settled = false;
  }

  setSize(widthPx: number, heightPx: number): void {
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#settled = false;
  }

  setVisibleShare(share: number): void {
    this.#goalShare = Math.min(1, Math.max(0.2, share));
    this.#settled = false;
  }

  update(deltaMs: number): void {
    if (this.#settled) return;
    this.#share = approach(this.#share, this.#goalShare, deltaMs, HALF_LIFE_MS);
    if (Math.abs(this.#share - this.#goalShare) < 0.0005) {
      this.#share = this.#goalShare;
      this.#settled = true;
    }
    const aspect = this.#widthPx / this.#heightPx;
    const visibleAspect = aspect / this.#share;
    // A wide window shows less of her body, a tall one more.
    const wanted = BUST_M + (HIPS_M - BUST_M) * Math.min(1, Math.max(0, (1.5 - visibleAspect) / 0.7));
    const shownM = Math.max(wanted, LEAST_WIDTH_M / visibleAspect);
    const heightM = shownM / this.#share;
    const centreY = this.#figure.topY + HEADROOM_M - heightM / 2;
    const camera = this.#camera;
    camera.aspect = aspect;
    camera.position.set(0, this.#figure.eyeY, heightM / 2 / Math.tan((camera.fov * Math.PI) / 360));
    camera.setViewOffset(this.#widthPx, this.#heightPx, 0, ((this.#figure.eyeY - centreY) / heightM) * this.#heightPx, this.#widthPx, this.#heightPx);
    camera.updateProjectionMatrix();
  }
}
