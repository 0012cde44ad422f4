import { seededRandom } from '../../src/core/shared/random.ts';

const WIDTH = 128;
const HIDDEN = 16;

/** A Kaldi nnet1 file of the recogniser's shape with small random weights, and its normalisation: for machines without the real one. */
export function tinyNetwork(tokens: number): { network: Uint8Array; normalisation: string } {
  const random = seededRandom(11);
  const parts: (string | Uint8Array)[] = ['\0B<Nnet> '];
  const int = (value: number) => Uint8Array.from([4, value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255]);
  const floats = (count: number) => new Uint8Array(Float32Array.from({ length: count }, () => (random() - 0.5) * 0.4).buffer);
  const layer = (type: string, output: number, input: number, ...matrices: (readonly [number, number] | number)[]) => {
    parts.push(`${type} `, int(output), int(input));
    for (const shape of matrices) {
      if (typeof shape === 'number') parts.push('FV ', int(shape), floats(shape));
      else parts.push('FM ', int(shape[0]), int(shape[1]), floats(shape[0] * shape[1]));
    }
  };
  layer('<AffineTransform>', HIDDEN, 400, [HIDDEN, 400], HIDDEN);
  for (let i = 0; i < 4; i += 1) {
    layer('<LinearTransform>', WIDTH, HIDDEN, [WIDTH, HIDDEN]);
    layer('<Fsmn>', WIDTH, WIDTH, [10, WIDTH], [2, WIDTH]);
    layer('<AffineTransform>', HIDDEN, WIDTH, [HIDDEN, WIDTH], HIDDEN);
    layer('<RectifiedLinear>', HIDDEN, HIDDEN);
  }
  layer('<AffineTransform>', tokens, HIDDEN, [tokens, HIDDEN], tokens);
  layer('<Softmax>', tokens, tokens);
  parts.push('</Nnet> ');
  const encoded = parts.map((part) => (typeof part === 'string' ? Uint8Array.from(part, (char) => char.charCodeAt(0)) : part));
  const network = new Uint8Array(encoded.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of encoded) {
    network.set(part, at);
    at += part.length;
  }
  const row = (value: string) => `[ ${Array.from({ length: 400 }, () => value).join(' ')} ]`;
  return { network, normalisation: `<AddShift> 400 400\n${row('-10')}\n<Rescale> 400 400\n${row('0.2')}\n` };
}
