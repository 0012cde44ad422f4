import type { VRM } from '@pixiv/three-vrm';
import { AmbientLight, Box3, DirectionalLight, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from 'three';
import { Failure } from '../core/shared/failure.ts';
import { newPuppetPose } from '../core/puppet/player.ts';
import { seededRandom } from '../core/shared/random.ts';
import type { Attitude, Expression, Gesture, MouthSource, PuppetSource, Stage } from '../ports/stage.ts';
import { Scope } from '../runtime/scope.ts';
import { Body } from './body.ts';
import { Face } from './face.ts';
import { Framing } from './framing.ts';
import { Governor } from './governor.ts';
import { disposeVrm, loadVrm } from './load-vrm.ts';
import { isSoftwareRendering } from './software-rendering.ts';

export interface StageOptions {
  readonly canvas: HTMLCanvasElement;
  /** Called once, when she is first seen. */
  readonly onFirstFrame?: () => void;
  /** Called after every frame; for tests and benchmarks. */
  readonly onFrame?: (frame: FrameReport) => void;
}

export interface FrameReport {
  /** Weights of the mouth summed, in [0, about 1]. */
  readonly mouth: number;
  /** Smoothed time from the start of a frame until it was drawn, in ms. */
  readonly costMs: number;
  /** Time of her update, everything but the draw, in ms. */
  readonly updateMs: number;
}

/** A frame never moves her further than this, in ms: after a stall she goes on, she does not jump. */
const LONGEST_STEP_MS = 100;

/** @throws Failure `unsupported` when the browser gives no WebGL 2 */
export function createStage(options: StageOptions): Stage {
  return new ThreeStage(options);
}

class ThreeStage implements Stage {
  readonly #options: StageOptions;
  readonly #scope = new Scope();
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(20, 1, 0.1, 20);
  readonly #framing = new Framing(this.#camera);
  readonly #isSoftware = isSoftwareRendering();
  readonly #governor = new Governor(this.#isSoftware ? { scales: [0.5, 0.4] } : {});
  readonly #abort = new AbortController();
  #actor: { readonly vrm: VRM; readonly body: Body; readonly face: Face } | undefined;
  #attitude: Attitude = 'idle';
  #expression: Expression = 'neutral';
  #mouth: MouthSource | undefined;
  #gaze: { readonly rightDeg: number; readonly upDeg: number } | undefined;
  #puppet: PuppetSource | undefined;
  readonly #puppetPose = newPuppetPose();
  #lastMs = 0;
  #startedMs = 0;
  #fence: WebGLSync | undefined;
  #seen = false;
  #lost = false;
  #isResized = false;

  constructor(options: StageOptions) {
    this.#options = options;
    const { canvas } = options;
    try {
      this.#renderer = new WebGLRenderer({ canvas, antialias: !this.#isSoftware, alpha: true, powerPreference: 'high-performance' });
    } catch (error) {
      throw new Failure('unsupported', 'this browser gives no WebGL 2', { cause: error });
    }
    this.#scope.defer(() => this.#renderer.dispose());
    this.#scope.defer(() => this.#abort.abort());
    this.#light();
    const observer = new ResizeObserver(() => { this.#isResized = true; });
    observer.observe(canvas);
    this.#scope.defer(() => observer.disconnect());
    const onLost = (event: Event) => { event.preventDefault(); this.#lost = true; };
    const onRestored = () => { this.#lost = false; this.#fence = undefined; };
    canvas.addEventListener('webglcontextlost', onLost);
    canvas.addEventListener('webglcontextrestored', onRestored);
    this.#scope.defer(() => {
      canvas.removeEventListener('webglcontextlost', onLost);
      canvas.removeEventListener('webglcontextrestored', onRestored);
    });
    this.#resize();
    this.#scope.defer(() => cancelAnimationFrame(frame));
    let frame = 0;
    const loop = (nowMs: number) => {
      frame = requestAnimationFrame(loop);
      this.#tick(nowMs);
    };
    frame = requestAnimationFrame(loop);
  }

  async load(url: string): Promise<void> {
    const vrm = await loadVrm(url, this.#abort.signal, { outlines: !this.#isSoftware });
    this.#removeActor();
    const random = seededRandom(Math.floor(performance.now()));
    const body = new Body(vrm, random);
    const face = new Face(vrm, random);
    body.liveliness = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1;
    body.setAttitude(this.#attitude);
    face.setAttitude(this.#attitude);
    face.setExpression(this.#expression);
    face.mouthSource = this.#mouth;
    face.setGaze(this.#gaze);
    this.#scene.add(vrm.scene);
    vrm.scene.updateMatrixWorld(true);
    this.#framing.setFigure(measure(vrm));
    this.#framing.update(10_000);
    body.update(0);
    vrm.update(0);
    await this.#renderer.compileAsync(this.#scene, this.#camera);
    this.#actor = { vrm, body, face };
    this.#scope.defer(() => this.#removeActor());
  }

  setAttitude(attitude: Attitude): void {
    if (attitude === this.#attitude) return;
    this.#attitude = attitude;
    this.#actor?.body.setAttitude(attitude);
    this.#actor?.face.setAttitude(attitude);
  }

  setExpression(expression: Expression): void {
    this.#expression = expression;
    this.#actor?.face.setExpression(expression);
  }

  gesture(gesture: Gesture): void {
    this.#actor?.body.gesture(gesture);
  }

  setGaze(gaze: { readonly rightDeg: number; readonly upDeg: number } | undefined): void {
    this.#gaze = gaze;
    this.#actor?.face.setGaze(gaze);
  }

  setMouth(source: MouthSource | undefined): void {
    this.#mouth = source;
    if (this.#actor) this.#actor.face.mouthSource = source;
  }

  setPuppet(source: PuppetSource | undefined): void {
    this.#puppet = source;
    this.#puppetPose.faceShare = this.#puppetPose.armShare = 0;
  }

  setVisibleShare(share: number): void {
    this.#framing.setVisibleShare(share);
  }

  setDrawingShare(share: number): void {
    this.#governor.share = share;
  }

  hold(forMs: number): void {
    this.#governor.hold(performance.now(), forMs);
  }

  [Symbol.dispose](): void {
    this.#scope[Symbol.dispose]();
  }

  #tick(nowMs: number): void {
    if (this.#lost || !this.#actor) return;
    if (this.#fence) {
      if (!this.#isDrawn(this.#fence)) return;
      this.#fence = undefined;
      if (!this.#seen) {
        this.#seen = true;
        this.#options.onFirstFrame?.();
      } else if (this.#governor.drawn(this.#startedMs, performance.now())) this.#isResized = true;
    }
    if (!this.#governor.mayDraw(nowMs)) return;
    // Setting the size empties the canvas: only right before a frame that fills it.
    if (this.#isResized) this.#resize();
    this.#startedMs = performance.now();
    const deltaMs = Math.min(LONGEST_STEP_MS, this.#lastMs === 0 ? 16 : nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    const { vrm, body, face } = this.#actor;
    this.#puppet?.(this.#startedMs, this.#puppetPose);
    const puppet = this.#puppet && this.#puppetPose;
    face.update(deltaMs, puppet);
    body.emphasis = face.openness;
    body.update(deltaMs, puppet);
    this.#framing.update(deltaMs);
    vrm.update(deltaMs / 1000);
    const updateMs = performance.now() - this.#startedMs;
    this.#renderer.render(this.#scene, this.#camera);
    const gl = this.#renderer.getContext() as WebGL2RenderingContext;
    this.#fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? undefined;
    gl.flush();
    this.#options.onFrame?.({ mouth: face.openness, costMs: this.#governor.costMs, updateMs });
  }

  #isDrawn(fence: WebGLSync): boolean {
    const gl = this.#renderer.getContext() as WebGL2RenderingContext;
    if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    gl.deleteSync(fence);
    return true;
  }

  #resize(): void {
    this.#isResized = false;
    const { canvas } = this.#options;
    const width = Math.max(1, canvas.clientWidth);
    const height = Math.max(1, canvas.clientHeight);
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio, 2) * this.#governor.scale);
    this.#renderer.setSize(width, height, false);
    this.#framing.setSize(width, height);
  }

  #light(): void {
    const key = new DirectionalLight(0xffffff, Math.PI * 0.95);
    key.position.set(-0.75, 1.2, 1.3);
    this.#scene.add(key, new AmbientLight(0xffffff, 0.4));
  }

  #removeActor(): void {
    if (this.#actor) disposeVrm(this.#actor.vrm);
    this.#actor = undefined;
  }
}

function measure(vrm: VRM): { topY: number; eyeY: number } {
  const topY = new Box3().setFromObject(vrm.scene).max.y;
  const eye = vrm.humanoid.getRawBoneNode('leftEye') ?? vrm.humanoid.getRawBoneNode('head');
  const eyeY = eye ? eye.getWorldPosition(new Vector3()).y : topY - 0.18;
  return { topY, eyeY };
}
