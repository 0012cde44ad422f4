import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadNetworkEncoder } from '../../../../src/engines/intent/second-stage/node.ts';
import { WordPiece } from '../../../../src/engines/intent/second-stage/word-piece.ts';
import { describeWithFixtures, fixture } from '../../../helpers/fixtures.ts';

const FOLDER = 'text-embed/all-minilm-l6-v2';

describeWithFixtures('the sentence embedding', [`${FOLDER}/model.int8.onnx`, `${FOLDER}/vocab.txt`, `${FOLDER}/golden.json`], () => {
  test('cuts sentences into the pieces of the reference, and gives its vectors', async () => {
    const golden = JSON.parse(readFileSync(fixture(`${FOLDER}/golden.json`), 'utf8')) as { readonly sentences: readonly { readonly text: string; readonly ids: readonly number[]; readonly first8_int8: readonly number[] }[] };
    const pieces = new WordPiece(readFileSync(fixture(`${FOLDER}/vocab.txt`), 'utf8'));
    const encoder = await loadNetworkEncoder(readFileSync(fixture(`${FOLDER}/model.int8.onnx`)), readFileSync(fixture(`${FOLDER}/vocab.txt`)));
    for (const { text, ids, first8_int8: first } of golden.sentences) {
      expect(pieces.encode(text), text).toEqual(ids);
      const vector = await encoder.encode(text);
      first.forEach((value, j) => expect(Math.abs(vector[j]! - value), text).toBeLessThan(0.02));
    }
  }, 60_000);
});

test('a vocabulary without the special pieces is refused', () => {
  expect(() => new WordPiece('a\nb')).toThrow('[CLS]');
});
