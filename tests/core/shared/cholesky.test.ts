import { expect, test } from 'vitest';
import { factorise, solve } from '../../../src/core/shared/cholesky.ts';

test('solves a symmetric system', () => {
  const matrix = Float64Array.from([4, 0, 0, 2, 5, 0, 1, 3, 6]);
  factorise(matrix, 3);
  const vector = Float64Array.from([4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18]);
  solve(matrix, vector);
  [1, 2, 3].forEach((value, i) => expect(vector[i]).toBeCloseTo(value, 10));
});

test('refuses a matrix that is not positive definite', () => {
  expect(() => factorise(Float64Array.from([1, 0, 2, 1]), 2)).toThrow(RangeError);
});
