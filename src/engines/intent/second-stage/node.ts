/** Sentence encoders in Node, for command lines, training, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { SentenceEncoder } from './sentence-encoder.ts';
import { StudentEncoder } from './student-encoder.ts';

/** @param folder holds the network (`model.int8.onnx`) and its vocabulary (`vocab.txt`) */
export async function loadNetworkEncoder(folder: string): Promise<SentenceEncoder> {
  ort.env.wasm.numThreads = 1;
  return new SentenceEncoder(await ort.InferenceSession.create(await readFile(`${folder}/model.int8.onnx`)), ort.Tensor, await readFile(`${folder}/vocab.txt`, 'utf8'));
}

/** The English student that the project ships. */
export async function loadStudentEncoder(): Promise<StudentEncoder> {
  return StudentEncoder.decode(await readFile(new URL('../../../../models/student/student-en.bin', import.meta.url)));
}
