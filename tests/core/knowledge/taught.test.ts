import { describe, expect, test } from 'vitest';
import type { Product, ShopPack } from '../../../src/core/knowledge/shop-pack.ts';
import { withTaught } from '../../../src/core/knowledge/taught.ts';

const kettle = { id: 'k1', family: 'kettles', barcode: '', price: 129, tint: '#abc' } as Product;
const pack = { products: [kettle, { ...kettle, id: 'k2', barcode: '6970000000116' }], families: [{ id: 'kettles', picture: 'kettle', floor: 2, aisle: 'B3' }] } as unknown as ShopPack;
const added = { name: { zh: '苹果汁', en: 'juice' }, price: 12.5, family: 'kettles' };

describe('what was taught of a pack', () => {
  test('nothing changes nothing', () => expect(withTaught(pack, [])).toBe(pack));

  test('fills in a barcode that the pack lacks, and never one that it has', () => {
    const { products } = withTaught(pack, [{ product: 'k1', barcode: '4006381333931' }, { product: 'k2', barcode: '1234567890123' }]);
    expect(products.map(({ barcode }) => barcode)).toEqual(['4006381333931', '6970000000116']);
  });

  test('adds what is new, where its family stands; what the pack has by now stays as the pack says', () => {
    const { products } = withTaught(pack, [{ product: 'new-1', barcode: '1', added }, { product: 'k1', barcode: '', added }]);
    expect(products).toHaveLength(3);
    expect(products[2]).toMatchObject({ id: 'new-1', name: added.name, price: 12.5, floor: 2, aisle: 'B3', picture: 'kettle', tint: '#abc' });
    expect(products[0]!.price).toBe(129);
  });

  test('a family that is gone, or nothing but looks, adds nothing', () => {
    expect(withTaught(pack, [{ product: 'new-1', barcode: '', added: { ...added, family: 'gone' } }, { product: 'new-2', barcode: '' }]).products).toHaveLength(2);
  });
});
