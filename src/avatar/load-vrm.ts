import { VRMLoaderPlugin, VRMUtils, type VRM } from '@pixiv/three-vrm';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js';
import { asFailure, Failure } from '../core/shared/failure.ts';
import { request } from '../runtime/fetch-with-progress.ts';

/** No avatar for a kiosk is larger; a longer file is refused before it is parsed. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/**
 * Fetches and parses a VRM (0.x or 1.0), with or without the outlines of its materials, and prepares it for drawing: joined skeletons and morphs, facing the camera (+Z).
 * The caller disposes it with `disposeVrm`.
 * @throws Failure `not-found` | `offline` | `invalid-input`
 */
export async function loadVrm(url: string, signal: AbortSignal, { outlines }: { readonly outlines: boolean }): Promise<VRM> {
  const response = await request(url, signal);
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > LARGEST_BYTES) throw new Failure('invalid-input', `${url} has ${bytes.byteLength} bytes; an avatar may have ${LARGEST_BYTES}`);
  checkContainer(bytes, url);
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  loader.register((parser) => new VRMLoaderPlugin(parser));
  const gltf = await loader.parseAsync(bytes, '').catch((error: unknown) => {
    throw new Failure('invalid-input', `${url} could not be read as VRM: ${asFailure(error, 'invalid-input').message}`, { cause: error });
  });
  const vrm = gltf.userData['vrm'] as VRM | undefined;
  if (!vrm) {
    VRMUtils.deepDispose(gltf.scene);
    throw new Failure('invalid-input', `${url} is a glTF file without a VRM extension`);
  }
  VRMUtils.removeUnnecessaryVertices(gltf.scene);
  VRMUtils.combineSkeletons(gltf.scene);
  VRMUtils.combineMorphs(vrm);
  VRMUtils.rotateVRM0(vrm);
  vrm.scene.traverse((node) => { node.frustumCulled = false; });
  if (!outlines) hideOutlines(vrm);
  return vrm;
}

/** MToon draws outlines as a second material of the same mesh. */
function hideOutlines(vrm: VRM): void {
  for (const material of vrm.materials ?? []) if ((material as { isOutline?: boolean }).isOutline) material.visible = false;
}

export function disposeVrm(vrm: VRM): void {
  vrm.scene.removeFromParent();
  VRMUtils.deepDispose(vrm.scene);
}

/** Binary glTF 2.0, section "GLB File Format": magic, version, total length. */
function checkContainer(bytes: ArrayBuffer, url: string): void {
  const view = new DataView(bytes);
  if (bytes.byteLength < 20 || view.getUint32(0, true) !== 0x46546c67 || view.getUint32(4, true) !== 2) throw new Failure('invalid-input', `${url} is not a binary glTF 2.0 file`);
  const announced = view.getUint32(8, true);
  if (announced > bytes.byteLength) throw new Failure('invalid-input', `${url} is cut off: ${bytes.byteLength} of ${announced} bytes`);
}
