import type { CardKind } from '../shared/card-kind.ts';
import type { FillContext } from './fill.ts';
import type { Card } from './reply-plan.ts';

/** The card of an answer, or undefined when the pack holds nothing to show. */
export function cardOf(kind: CardKind, { pack, catalogue, language, product, other, family, fault, promotions }: FillContext): Card | undefined {
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
    default:
      return kind satisfies never;
  }
}
