import { expect, test } from 'vitest';
import type { Product } from '../../../src/core/knowledge/shop-pack.ts';
import { chosenProduct } from '../../../src/core/reply/chosen-product.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }) as Product) as [Product, Product, Product];

test.each([
  ['是的', [a], 'a'], ['对', [a], 'a'], ['yes it is', [a], 'a'], ['不是', [a], undefined], ['no', [a], undefined], ['它多少钱', [a], undefined],
  ['第二个', [a, b, c], 'b'], ['the first one', [a, b, c], 'a'], ['中间那个', [a, b, c], 'b'], ['the right one', [a, b, c], 'c'], ['左边的', [a, b], 'a'], ['最后一个', [a, b], 'b'],
  ['第三个', [a, b], undefined], ['yes', [a, b], undefined], ['是的', [], undefined], ['is this the right place to ask about a refund', [a, b], undefined],
])('%s', (text, offered, id) => expect(chosenProduct(text, offered)?.id).toBe(id));
