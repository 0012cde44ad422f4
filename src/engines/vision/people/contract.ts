/** Types both sides of the worker that sees people share. */
import type { Light } from '../../../core/presence/camera-trouble.ts';
import type { Outcome } from '../../../core/shared/failure.ts';
import type { LoadProgress } from '../../../ports/engine.ts';
import type { ModelFile } from '../../../runtime/model-store.ts';

/** What one worker looks for: faces, at most so many, or arms. Both in one would let a face wait for arms. */
export interface PeopleSetup {
  readonly face?: { readonly model: ModelFile; readonly most: number };
  readonly pose?: ModelFile;
}

export interface PeopleRequest {
  /** Transferred; closed by the worker. */
  readonly picture: ImageBitmap;
  /** Of the picture, in ms; must grow from request to request. */
  readonly atMs: number;
  /** Turned over before it is looked at: a camera may hang upside down. */
  readonly isTurned?: boolean;
}

export interface SeenFace {
  /** ARKIT_COUNT values in [0, 1]. */
  readonly weights: Float32Array;
  /** 4 × 4, column by column: from a face that looks into the camera (x to the picture's right, y up, z to the camera) to where it is, in cm. */
  readonly matrix: Float32Array;
}

export interface SeenArms {
  /** x, y, z of 33 landmarks in metres: x to the picture's right, y down, z away from the camera. */
  readonly world: Float32Array;
  /** Of each landmark, in [0, 1]. */
  readonly visibility: Float32Array;
}

export interface SeenPeople {
  readonly faces: readonly SeenFace[];
  readonly arms: SeenArms | undefined;
  readonly light: Light;
}

export interface PeopleWorkerApi {
  load(setup: PeopleSetup, onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  run(request: PeopleRequest): Promise<Outcome<SeenPeople>>;
}
