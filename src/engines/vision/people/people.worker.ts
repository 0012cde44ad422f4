import { FaceLandmarker, PoseLandmarker, type FaceLandmarkerResult, type PoseLandmarkerResult } from '@mediapipe/tasks-vision';
import wasmLoaderUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasmUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import { expose, releaseProxy } from 'comlink';
import { lightOf } from '../../../core/looks/picture.ts';
import type { Light } from '../../../core/presence/camera-trouble.ts';
import { ARKIT, ARKIT_COUNT } from '../../../core/puppet/arkit.ts';
import { Failure, toOutcome } from '../../../core/shared/failure.ts';
import { absoluteUrl } from '../../../runtime/absolute-url.ts';
import { ModelStore, type ModelFile } from '../../../runtime/model-store.ts';
import type { PeopleWorkerApi, SeenArms, SeenFace } from './contract.ts';
import { stayHome } from './stay-home.ts';

stayHome();
// NOTICE: the package's wasm writes its notes, too, to the error console.
const complain = console.error.bind(console);
console.error = (...words: unknown[]) => (/^(?:INFO:|[IW]\d{4} )/.test(String(words[0])) ? console.debug(...words) : complain(...words));

const INDEX = new Map<string, number>(ARKIT.map((name, i) => [name, i]));
const PLAIN = new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);

/** Side of the copy that the light is measured on, in pixels. */
const SMALL = 24;
const small = new OffscreenCanvas(SMALL, SMALL).getContext('2d', { willReadFrequently: true })!;

let face: FaceLandmarker | undefined;
let pose: PoseLandmarker | undefined;

const api: PeopleWorkerApi = {
  load: ({ face: wanted, pose: poseFile }, onProgress) => toOutcome(async () => {
    const fileset = { wasmLoaderPath: absoluteUrl(wasmLoaderUrl), wasmBinaryPath: absoluteUrl(wasmUrl) };
    const common = (modelAssetBuffer: Uint8Array) => ({ runningMode: 'VIDEO' as const, canvas: new OffscreenCanvas(1, 1), baseOptions: { modelAssetBuffer, delegate: 'CPU' as const } });
    const fetched = async (file: ModelFile) => (await new ModelStore().fetchAll([file], onProgress))[0]!;
    // NOTICE: 1.1.0 forgets the wasm module after each task, and a module is imported once: one task a worker.
    if (wanted) face = await FaceLandmarker.createFromOptions(fileset, { ...common(await fetched(wanted.model)), numFaces: wanted.most, outputFaceBlendshapes: true, outputFacialTransformationMatrixes: true });
    else if (poseFile) pose = await PoseLandmarker.createFromOptions(fileset, { ...common(await fetched(poseFile)), numPoses: 1 });
    (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
  }, 'load-failed'),
  run: ({ picture, atMs, isTurned = false }) => toOutcome(() => {
    try {
      if (!face && !pose) throw new Failure('load-failed', 'nothing is loaded that sees people');
      const seen = isTurned ? turnedOver(picture) : picture;
      return { faces: face ? facesOf(face.detectForVideo(seen, atMs)) : [], arms: pose ? armsOf(pose.detectForVideo(seen, atMs)) : undefined, light: lightIn(picture) };
    } finally {
      picture.close();
    }
  }),
};
expose(api);

function turnedOver(picture: ImageBitmap): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d')!;
  context.setTransform(-1, 0, 0, -1, picture.width, picture.height);
  context.drawImage(picture, 0, 0);
  return canvas;
}

function lightIn(picture: ImageBitmap): Light {
  small.drawImage(picture, 0, 0, SMALL, SMALL);
  const { data } = small.getImageData(0, 0, SMALL, SMALL);
  const values = Array.from({ length: SMALL * SMALL }, (_, i) => lightOf(data, 4 * i));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, spread: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

function facesOf({ faceLandmarks, faceBlendshapes, facialTransformationMatrixes }: FaceLandmarkerResult): SeenFace[] {
  return faceLandmarks.map((_, i) => {
    const weights = new Float32Array(ARKIT_COUNT);
    for (const { categoryName, score } of faceBlendshapes[i]?.categories ?? []) {
      const at = INDEX.get(categoryName);
      if (at !== undefined) weights[at] = score;
    }
    return { weights, matrix: Float32Array.from(facialTransformationMatrixes[i]?.data ?? PLAIN) };
  });
}

function armsOf({ worldLandmarks: [landmarks] }: PoseLandmarkerResult): SeenArms | undefined {
  if (!landmarks) return undefined;
  return { world: Float32Array.from(landmarks.flatMap(({ x, y, z }) => [x, y, z])), visibility: Float32Array.from(landmarks, ({ visibility }) => visibility ?? 0) };
}
