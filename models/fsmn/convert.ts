import { readNnet, type Component, type Matrix } from './kaldi-nnet.ts';
import { writeOnnx, type Graph, type Node, type Tensor, type Value } from './onnx-writer.ts';

const FEATURES = 400;
const WIDTH = 128;
const LOOK_BACK = 9;
const LOOK_AHEAD = 2;
const TAPS = LOOK_BACK + 1 + LOOK_AHEAD;

/**
 * FSMN-CTC network and its normalisation -> streaming ONNX. Inputs: `feats` [1, T, 400] (spliced log-mel, not
 * normalised), for each of the four memory layers `cache{k}` [1, 128, 11] (the frames before, zero at the start) and
 * `mask{k}` [1, 1, T] (1 where the layer's input frame exists). Outputs: `log_probs` [1, T, tokens] and `new_cache{k}`.
 *
 * Each memory layer looks two frames ahead, so step t of the output is input frame t - 8. The masks make a stream equal to
 * the whole-utterance network, which pads every layer with zeros: layer k's input at step s is frame s - 2k, masked
 * unless 0 <= s - 2k < frames.
 * @param network `kwsr.net` @param normalisation `am.mvn.dim80_l2r2`
 */
export function convertFsmn(network: Uint8Array, normalisation: string): Uint8Array {
  const { shift, scale } = readNormalisation(normalisation);
  const graph = buildGraph(readNnet(network), shift, scale);
  return writeOnnx(graph, { opset: 17, producer: 'yingbin' });
}

function buildGraph(components: readonly Component[], shift: Float32Array, scale: Float32Array): Graph {
  const nodes: Node[] = [];
  const initializers: Tensor[] = [];
  const inputs: Value[] = [{ name: 'feats', dims: [1, 'T', FEATURES] }];
  const outputs: Value[] = [];
  const constant = (name: string, dims: readonly number[], data: Tensor['data']) => {
    initializers.push({ name, dims, data });
    return name;
  };
  const apply = (op: string, from: readonly string[], to: string, attributes?: Node['attributes']) => {
    nodes.push({ op, inputs: from, outputs: [to], ...(attributes ? { attributes } : {}) });
    return to;
  };
  constant('cache_start', [1], BigInt64Array.of(BigInt(-(TAPS - 1))));
  constant('cache_end', [1], BigInt64Array.of(9223372036854775807n));
  constant('time_axis', [1], BigInt64Array.of(2n));
  let current = apply('Add', ['feats', constant('shift', [1, 1, FEATURES], shift)], 'shifted');
  current = apply('Mul', [current, constant('scale', [1, 1, FEATURES], scale)], 'normalised');
  let layer = 0;
  for (const [i, { type, matrices }] of components.entries()) {
    const [first, second] = matrices;
    switch (type) {
      case '<AffineTransform>':
        current = apply('MatMul', [current, constant(`w${i}`, [first!.columns, first!.rows], transpose(first!))], `product${i}`);
        current = apply('Add', [current, constant(`b${i}`, [second!.columns], second!.data)], `hidden${i}`);
        break;
      case '<LinearTransform>':
        current = apply('MatMul', [current, constant(`w${i}`, [first!.columns, first!.rows], transpose(first!))], `hidden${i}`);
        break;
      case '<RectifiedLinear>':
        current = apply('Relu', [current], `hidden${i}`);
        break;
      case '<Fsmn>':
        inputs.push({ name: `cache${layer}`, dims: [1, WIDTH, TAPS - 1] }, { name: `mask${layer}`, dims: [1, 1, 'T'] });
        outputs.push({ name: `new_cache${layer}`, dims: [1, WIDTH, TAPS - 1] });
        current = apply('Transpose', [current], `turned${i}`, { perm: [0, 2, 1] });
        current = apply('Mul', [current, `mask${layer}`], `masked${i}`);
        current = apply('Concat', [`cache${layer}`, current], `memory${i}`, { axis: 2 });
        apply('Slice', [current, 'cache_start', 'cache_end', 'time_axis'], `new_cache${layer}`);
        current = apply('Conv', [current, constant(`taps${i}`, [WIDTH, 1, TAPS], memoryTaps(first!, second!))], `filtered${i}`, { group: WIDTH, kernel_shape: [TAPS] });
        current = apply('Transpose', [current], `hidden${i}`, { perm: [0, 2, 1] });
        layer += 1;
        break;
      case '<Softmax>':
        current = apply('LogSoftmax', [current], 'log_probs', { axis: 2 });
        break;
      default:
        throw new Error(`the network has a layer this converter does not know: ${type}`);
    }
  }
  const tokens = components.findLast(({ type }) => type === '<AffineTransform>')!.matrices[0]!.rows;
  return { name: 'fsmn_ctc_zh', inputs, outputs: [{ name: 'log_probs', dims: [1, 'T', tokens] }, ...outputs], initializers, nodes };
}

/** Filter of a memory layer: ten taps back (newest first in the file), two ahead, and the identity on the present frame. */
function memoryTaps(back: Matrix, ahead: Matrix): Float32Array {
  const taps = new Float32Array(WIDTH * TAPS);
  for (let channel = 0; channel < WIDTH; channel += 1) {
    for (let i = 0; i <= LOOK_BACK; i += 1) taps[channel * TAPS + LOOK_BACK - i] = back.data[i * WIDTH + channel]!;
    for (let i = 0; i < LOOK_AHEAD; i += 1) taps[channel * TAPS + LOOK_BACK + 1 + i] = ahead.data[i * WIDTH + channel]!;
    taps[channel * TAPS + LOOK_BACK]! += 1;
  }
  return taps;
}

function transpose({ rows, columns, data }: Matrix): Float32Array {
  const turned = new Float32Array(data.length);
  for (let r = 0; r < rows; r += 1) for (let c = 0; c < columns; c += 1) turned[c * rows + r] = data[r * columns + c]!;
  return turned;
}

/** The two bracketed rows of 400 numbers in Kaldi's text form: what is added, then what it is multiplied by. */
function readNormalisation(text: string): { shift: Float32Array; scale: Float32Array } {
  const rows = [...text.matchAll(/\[([^\]]*)\]/g)].map(([, numbers]) => Float32Array.from(numbers!.trim().split(/\s+/).map(Number))).filter((row) => row.length === FEATURES);
  const [shift, scale] = rows;
  if (!shift || !scale) throw new Error('the normalisation has no two rows of 400 numbers');
  return { shift, scale };
}
