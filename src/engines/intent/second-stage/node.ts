/** Sentence encoders in Node, for command lines, training, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { SentenceEncoder } from './sentence-encoder.ts';
import { StudentEncoder } from './student-encoder.ts';

/** @param network an ONNX file @param vocabulary one piece a line, UTF-8 */
export async function loadNetworkEncoder(network: Uint8Array, vocabulary: Uint8Array): Promise<SentenceEncoder> {
  ort.env.wasm.numThreads = 1;
  return new SentenceEncoder(await ort.InferenceSession.create(network), ort.Tensor, new TextDecoder().decode(vocabulary));
}

/** The English student that the project ships. */
export async function loadStudentEncoder(): Promise<StudentEncoder> {
  return StudentEncoder.decode(await readFile(new URL('../../../../models/student/student-en.bin', import.meta.url)));
}
