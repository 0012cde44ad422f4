import { floorOf, listOf, placeOf, tintOf } from '../knowledge/catalogue.ts';
import type { CardKind } from '../shared/card-kind.ts';
import { money, type FillContext } from './fill.ts';
import type { Card } from './reply-plan.ts';
import { symptomOf } from './suggest.ts';

const MOST_SYMPTOMS = 6;

/** The card of an answer, or undefined when the pack holds nothing to show. */
export function cardOf(kind: CardKind, context: FillContext, place?: string): Card | undefined {
  const { pack, catalogue, language, product, other, family, fault, promotions } = context;
  switch (kind) {
    case 'product':
      return product && { kind, product };
    case 'compare':
      return product && other && { kind, products: [product, other] };
    case 'family':
      return family && { kind, family, products: catalogue.productsOf(family.id).slice(0, 4) };
    case 'family-pick': {
      const pick = family && catalogue.pickOf(family.id);
      return pick && { kind: 'product', product: pick };
    }
    case 'promotions':
      return promotions.length ? { kind, promotions: promotions.slice(0, 3) } : undefined;
    case 'desk':
      return { kind, place: pack.facts['deskPlace']?.[language] ?? '', phone: pack.facts['phone']?.[language] ?? '', hours: pack.facts['hours']?.[language] ?? '', ...(fault ? { fault } : {}) };
    case 'symptoms': {
      const broken = family ?? pack.families.find(({ id }) => id === product?.family);
      const choices = pack.faults.filter((each) => each.family === broken?.id).slice(0, MOST_SYMPTOMS).map((each) => ({ fault: each, ask: symptomOf(each, broken!, language) }));
      return choices.length > 0 ? { kind, family: broken!, tint: product?.tint ?? tintOf(broken!.id, pack), choices } : product && { kind: 'product', product };
    }
    case 'map':
      return place === undefined ? goodsOnMap(context) : placeOnMap(context, place);
    default:
      return kind satisfies never;
  }
}

/** Where goods stand; without a plan of the shop, the goods themselves. */
function goodsOnMap(context: FillContext): Card | undefined {
  const { pack, language, product, family } = context;
  const goods = product ?? family;
  if (!goods) return undefined;
  if (!pack.map.some(({ floor, id }) => floor === goods.floor && id === goods.aisle)) return cardOf(product ? 'product' : 'family', context);
  return { kind: 'map', title: goods.name[language], note: product ? `${placeOf(goods, language)} · ${money(product.price, pack)}` : placeOf(goods, language), floor: goods.floor, target: goods.aisle };
}

/** The first floor that has the place; the note names the others. */
function placeOnMap({ pack, language }: FillContext, place: string): Card | undefined {
  const areas = pack.map.filter(({ id }) => id === place);
  const first = areas[0];
  if (!first) return undefined;
  return { kind: 'map', title: first.name[language], note: listOf(areas.map(({ floor }) => floorOf(floor, language)), language), floor: first.floor, target: place };
}
