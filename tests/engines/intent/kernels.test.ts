import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assembleKernels, KERNELS_FILE } from '../../../build/assemble-kernels.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';
import { BagNetwork, joinNetworks } from '../../../src/engines/intent/bag-network.ts';
import { layOut } from '../../../src/engines/intent/kernels/kernels.ts';

const WIDTH = 48;
const ROWS = 7;

test('the machine code is that of the text beside it', async () => {
  expect(readFileSync(KERNELS_FILE, 'utf8')).toBe(await assembleKernels());
});

describe('a kernel does what its plain loop does', () => {
  const random = seededRandom(5);
  const { kernels, floats, ints } = layOut({ rows: ROWS * WIDTH, out: WIDTH, factors: 4, scores: ROWS, bias: ROWS, means: ROWS * WIDTH, squares: ROWS * WIDTH, gradients: 2 * WIDTH }, { places: 4 });
  const fill = (values: Float32Array) => values.forEach((_, i) => { values[i] = random() - 0.5; });
  const at = (row: number, j: number) => floats.rows[row * WIDTH + j]!;
  ints.places.set([3, 0, 3, 6]);
  const places = [...ints.places];

  test('gather', () => {
    [floats.rows, floats.out, floats.factors].forEach(fill);
    const expected = [...floats.out].map((value, j) => places.reduce((sum, row, k) => sum + floats.factors[k]! * at(row, j), value));
    kernels.gather(floats.out, floats.rows, ints.places, floats.factors, 4);
    expected.forEach((value, j) => expect(floats.out[j]).toBeCloseTo(value, 5));
  });

  test('scatter', () => {
    [floats.rows, floats.out, floats.factors].forEach(fill);
    const expected = [...floats.rows];
    places.forEach((row, k) => floats.out.forEach((value, j) => { expected[row * WIDTH + j]! += floats.factors[k]! * value; }));
    kernels.scatter(floats.rows, ints.places, floats.factors, 4, floats.out);
    expected.forEach((value, i) => expect(floats.rows[i]).toBeCloseTo(value, 5));
  });

  test('affine', () => {
    [floats.rows, floats.out, floats.bias].forEach(fill);
    kernels.affine(floats.scores, floats.rows, floats.bias, ROWS, floats.out);
    floats.scores.forEach((score, c) => expect(score).toBeCloseTo(floats.out.reduce((sum, x, j) => sum + x * at(c, j), floats.bias[c]!), 5));
  });

  test('adam moves the rows it is given, and clears their gradients', () => {
    [floats.rows, floats.gradients].forEach(fill);
    const before = [...floats.rows];
    const gradients = [...floats.gradients];
    kernels.adam({ values: floats.rows, means: floats.means, squares: floats.squares, gradients: floats.gradients }, WIDTH, ints.places.subarray(1), 2, 0.01);
    before.forEach((value, i) => {
      const gradient = gradients[[0, 3].indexOf(Math.floor(i / WIDTH)) * WIDTH + (i % WIDTH)];
      expect(floats.rows[i]).toBeCloseTo(gradient === undefined ? value : value - (0.01 * 0.1 * gradient) / (Math.sqrt(0.001 * gradient ** 2) + 1e-8), 5);
    });
    expect(floats.gradients.every((value) => value === 0)).toBe(true);
  });
});

describe('bag network', () => {
  const random = seededRandom(2);
  const create = () => {
    const network = new BagNetwork({ dimensions: 50, hidden: 16, outputs: 3 });
    for (const values of [network.embedding, network.hiddenBias, network.weights, network.bias]) values.forEach((_, i) => { values[i] = random() - 0.5; });
    return network;
  };
  const sentence = (length: number) => ({ indices: Int32Array.from({ length }, (_, k) => (k * 7) % 50), values: Float32Array.from({ length }, () => random() / length) });

  test('a committee as one network answers as its members do on average', () => {
    const members = [create(), create(), create()];
    const features = sentence(12);
    const outputs = members.map((member) => member.outputsOf(features));
    joinNetworks(members).outputsOf(features).forEach((value, c) => expect(value).toBeCloseTo(outputs.reduce((sum, each) => sum + each[c]!, 0) / 3, 5));
  });

  test('a very long sentence is read whole', () => {
    const network = create();
    const { indices, values } = sentence(5_000);
    const summed = new Map<number, number>();
    indices.forEach((index, k) => summed.set(index, (summed.get(index) ?? 0) + values[k]!));
    const short = network.outputsOf({ indices: Int32Array.from(summed.keys()), values: Float32Array.from(summed.values()) });
    network.outputsOf({ indices, values }).forEach((value, c) => expect(value).toBeCloseTo(short[c]!, 4));
  });

  test('rows that the kernels cannot work on are refused', () => {
    expect(() => new BagNetwork({ dimensions: 5, hidden: 20, outputs: 1 })).toThrow(RangeError);
  });
});
