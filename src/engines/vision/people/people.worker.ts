import { FaceLandmarker, PoseLandmarker, type FaceLandmarkerResult, type PoseLandmarkerResult } from '@mediapipe/tasks-vision';
import wasmLoaderUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasmUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import { expose, releaseProxy } from 'comlink';
import { ARKIT, ARKIT_COUNT } from '../../../core/puppet/arkit.ts';
import { Failure, toOutcome } from '../../../core/shared/failure.ts';
import { ModelStore } from '../../../runtime/model-store.ts';
import type { PeopleWorkerApi, SeenArms, SeenFace } from './contract.ts';
import { stayHome } from './stay-home.ts';

stayHome();

const INDEX = new Map<string, number>(ARKIT.map((name, i) => [name, i]));
const PLAIN = new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);

let face: FaceLandmarker | undefined;
let pose: PoseLandmarker | undefined;

const api: PeopleWorkerApi = {
  load: ({ face: faceFile, pose: poseFile, faces }, onProgress) => toOutcome(async () => {
    const [faceModel, poseModel] = await new ModelStore().fetchAll([faceFile, ...(poseFile ? [poseFile] : [])], onProgress);
    onProgress({ stage: 'compile', loadedBytes: faceModel!.length, totalBytes: faceModel!.length });
    // NOTICE: 1.1.0 forgets the module after each task, and an address is imported once only: the second task asks for it by another.
    const fileset = (task: string) => ({ wasmLoaderPath: `${absolute(wasmLoaderUrl)}?${task}`, wasmBinaryPath: absolute(wasmUrl) });
    const common = { runningMode: 'VIDEO' as const, canvas: new OffscreenCanvas(1, 1) };
    face = await FaceLandmarker.createFromOptions(fileset('face'), { ...common, baseOptions: { modelAssetBuffer: faceModel!, delegate: 'CPU' }, numFaces: faces, outputFaceBlendshapes: true, outputFacialTransformationMatrixes: true });
    if (poseModel) pose = await PoseLandmarker.createFromOptions(fileset('pose'), { ...common, canvas: new OffscreenCanvas(1, 1), baseOptions: { modelAssetBuffer: poseModel, delegate: 'CPU' }, numPoses: 1 });
    (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
  }, 'load-failed'),
  run: ({ picture, atMs, wantsArms }) => toOutcome(() => {
    try {
      if (!face) throw new Failure('load-failed', 'the face landmarker is not loaded');
      const faces = facesOf(face.detectForVideo(picture, atMs));
      return { faces, arms: wantsArms && pose && faces.length > 0 ? armsOf(pose.detectForVideo(picture, atMs)) : undefined };
    } finally {
      picture.close();
    }
  }),
};
expose(api);

function facesOf({ faceLandmarks, faceBlendshapes, facialTransformationMatrixes }: FaceLandmarkerResult): SeenFace[] {
  return faceLandmarks.map((landmarks, i) => {
    let [left, top, right, bottom] = [1, 1, 0, 0];
    for (const { x, y } of landmarks) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
    const weights = new Float32Array(ARKIT_COUNT);
    for (const { categoryName, score } of faceBlendshapes[i]?.categories ?? []) {
      const at = INDEX.get(categoryName);
      if (at !== undefined) weights[at] = score;
    }
    return { box: [left, top, right - left, bottom - top], weights, matrix: Float32Array.from(facialTransformationMatrixes[i]?.data ?? PLAIN) };
  });
}

function armsOf({ worldLandmarks: [landmarks] }: PoseLandmarkerResult): SeenArms | undefined {
  if (!landmarks) return undefined;
  return { world: Float32Array.from(landmarks.flatMap(({ x, y, z }) => [x, y, z])), visibility: Float32Array.from(landmarks, ({ visibility }) => visibility ?? 0) };
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
