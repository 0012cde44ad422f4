import type { Finding } from '../knowledge/findings.ts';
import type { ShopGraph } from '../knowledge/graph.ts';
import { listOf, monthsOf, placeOf, colorName } from '../knowledge/catalogue.ts';
import type { Accessory, Product, SpecName } from '../knowledge/shop-pack.ts';
import { capital } from '../shared/capital.ts';
import type { Language } from '../shared/language.ts';
import { money } from './fill.ts';
import type { Card } from './reply-plan.ts';

export interface Found {
  readonly text: string;
  readonly card?: Card;
  readonly sources: readonly string[];
  /** Products the answer shows, in its order. */
  readonly shown: readonly Product[];
}

/** Puts a finding into words; every figure and name comes from a row that is cited. */
export function tellFinding(finding: Finding, graph: ShopGraph, language: Language): Found {
  const zh = language === 'zh';
  const name = (thing: { readonly name: Readonly<Record<Language, string>> }) => thing.name[language];
  const price = (amount: number) => money(amount, graph.pack);
  const names = (things: readonly { readonly name: Readonly<Record<Language, string>> }[]) => listOf(things.map(name), language);
  switch (finding.kind) {
    case 'parts': {
      const { product, parts, refused } = finding;
      const list = parts.map((part) => `${name(part)}（${price(part.price)}）`);
      const lead = refused ? (zh ? `${name(refused)}不能用在${name(product)}上。` : `No, ${article(name(refused))} does not fit the ${name(product)}. `) : '';
      const text = parts.length === 0
        ? lead + (zh ? `${name(product)}没有要单独买的配件。` : `There are no separate parts for the ${name(product)}.`)
        : parts.length === 1
          ? lead + (zh ? `${name(product)}用${name(parts[0]!)}，${price(parts[0]!.price)}，在${placeOf(parts[0]!, 'zh')}。` : `The ${name(product)} takes ${article(name(parts[0]!))}, ${price(parts[0]!.price)}, on ${placeOf(parts[0]!, 'en')}.`)
          : lead + (zh ? `${name(product)}的配件有${listOf(list, 'zh')}，在${placeOf(parts[0]!, 'zh')}。` : `For the ${name(product)} we have ${listOf(parts.map((part) => `${name(part)} at ${price(part.price)}`), 'en')}, on ${placeOf(parts[0]!, 'en')}.`);
      const shownPart = parts[0];
      return { text, shown: [product], sources: [row('products', product), ...[...parts, ...(refused ? [refused] : [])].map((part) => row('accessories', part))], ...(shownPart ? { card: partCard(shownPart, graph, language) } : {}) };
    }
    case 'part-fits': {
      const { part, products } = finding;
      return {
        text: zh ? `${name(part)}适用于${names(products)}，${price(part.price)}，在${placeOf(part, 'zh')}。` : `${capital(article(name(part)))} fits the ${names(products)}. It is ${price(part.price)}, on ${placeOf(part, 'en')}.`,
        card: partCard(part, graph, language), sources: [row('accessories', part), ...products.map((product) => row('products', product))], shown: [],
      };
    }
    case 'part-choice': {
      const { parts, products } = finding;
      const list = parts.map((part, i) => (zh ? `${name(part)}配${names(products[i]!)}` : `the ${name(part)} for the ${names(products[i]!)}`));
      return { text: zh ? `有几种：${list.join('；')}。您用的是哪一款？` : `There are several: ${list.join('; ')}. Which one do you have?`, sources: parts.map((part) => row('accessories', part)), shown: [] };
    }
    case 'part-lasts': {
      const { part, product } = finding;
      const every = part.replaceMonths;
      const text = every === null
        ? zh ? `${name(part)}不用定期换，坏了再换就行，${price(part.price)}。` : `The ${name(part)} needs no regular change; replace it when it is worn. It is ${price(part.price)}.`
        : zh ? `${name(part)}建议${monthsOf(every, 'zh')}换一次，${price(part.price)}，在${placeOf(part, 'zh')}。` : `The ${name(part)} should be changed every ${monthsOf(every, 'en').replace(/^one year$/, 'year')}. It is ${price(part.price)}, on ${placeOf(part, 'en')}.`;
      return { text, card: partCard(part, graph, language), sources: [row('accessories', part), ...(product ? [row('products', product)] : [])], shown: product ? [product] : [] };
    }
    case 'part-mends': {
      const { fault, part } = finding;
      if (!part) return { text: zh ? `${fault.symptom.zh}一般不用换零件：${fault.steps.zh[0]!}` : `That usually needs no part. ${fault.steps.en[0]!}`, sources: [row('faults', fault)], shown: [] };
      return {
        text: zh ? `${fault.symptom.zh}多半要换${name(part)}，${price(part.price)}，在${placeOf(part, 'zh')}。先试试：${fault.steps.zh[0]!}` : `That often needs ${article(name(part))}, ${price(part.price)}, on ${placeOf(part, 'en')}. Try this first: ${fault.steps.en[0]!}`,
        card: partCard(part, graph, language), sources: [row('faults', fault), row('accessories', part)], shown: [],
      };
    }
    case 'covered': {
      const { fault, family, product, part } = finding;
      const months = product?.warrantyMonths ?? Math.min(...graph.catalogue.productsOf(family.id).map(({ warrantyMonths }) => warrantyMonths));
      const thing = product ? name(product) : name(family);
      const text = fault.covered
        ? zh ? `在保修里：${thing}保修${monthsOf(months, 'zh')}，“${fault.symptom.zh}”免费修。先试试：${fault.steps.zh[0]!}` : `Yes, that is covered. The ${thing} ${product ? 'has' : 'have at least'} a warranty of ${monthsOf(months, 'en')}, and the repair is free. Try this first: ${fault.steps.en[0]!}`
        : zh ? `“${fault.symptom.zh}”属于正常损耗，不在保修里${part ? `，换${name(part)}就好，${price(part.price)}` : ''}。先试试：${fault.steps.zh[0]!}` : `No, that is wear and not covered by the warranty.${part ? ` ${capital(article(name(part)))} for ${price(part.price)} mends it.` : ''} Try this first: ${fault.steps.en[0]!}`;
      return { text, sources: [row('faults', fault), ...(product ? [row('products', product)] : [`families.csv:${family.id}`]), ...(part ? [row('accessories', part)] : [])], shown: product ? [product] : [], ...(product ? { card: { kind: 'product', product } } : {}) };
    }
    case 'ranked': {
      const { family, product, spec, direction } = finding;
      const what = spec ? (zh ? `${spec.name.zh}${specValue(product, spec, 'zh')}` : `${spec.name.en} ${specValue(product, spec, 'en')}`) : price(product.price);
      const text = spec
        ? zh ? `${name(family)}里${spec.name.zh}最${direction === 'most' ? '大' : '小'}的是${name(product)}，${what}，${price(product.price)}。` : `Of our ${name(family)} the ${name(product)} has the ${direction === 'most' ? 'highest' : 'lowest'} ${spec.name.en}: ${specValue(product, spec, 'en')}. It is ${price(product.price)}.`
        : zh ? `${name(family)}里最${direction === 'most' ? '贵' : '便宜'}的是${name(product)}，${what}。` : `The ${direction === 'most' ? 'most expensive' : 'cheapest'} of our ${name(family)} is the ${name(product)} at ${what}.`;
      return { text, card: { kind: 'product', product }, sources: [row('products', product), ...(spec ? [row('specs', product)] : [])], shown: [product] };
    }
    case 'stepped': {
      const { than, product, spec, direction } = finding;
      if (!product) {
        const end = spec ? (zh ? `${spec.name.zh}` : spec.name.en) : zh ? '价格' : 'price';
        return { text: zh ? `${name(than)}的${end}已经是同类里最${direction === 'most' ? '高' : '低'}的了。` : `The ${name(than)} already has the ${direction === 'most' ? 'highest' : 'lowest'} ${end} of its kind.`, card: { kind: 'product', product: than }, sources: [row('products', than)], shown: [than] };
      }
      const detail = spec ? (zh ? `${spec.name.zh}${specValue(product, spec, 'zh')}，` : `${spec.name.en} ${specValue(product, spec, 'en')}, `) : '';
      return { text: zh ? `有${name(product)}，${detail}${price(product.price)}：${product.summary.zh}。` : `There is the ${name(product)}: ${detail}${price(product.price)}. ${capital(product.summary.en)}.`, card: { kind: 'product', product }, sources: [row('products', product), ...(spec ? [row('specs', product)] : [])], shown: [product, than] };
    }
    case 'spec': {
      const { product, spec } = finding;
      return { text: zh ? `${name(product)}的${spec.name.zh}是${specValue(product, spec, 'zh')}。` : `The ${spec.name.en} of the ${name(product)} is ${specValue(product, spec, 'en')}.`, card: { kind: 'product', product }, sources: [row('specs', product)], shown: [product] };
    }
    case 'filtered': {
      const { family, products, spec, like, nearest, colors } = finding;
      const told = products.map((product) => `${name(product)}${zh ? '（' : ' ('}${[price(product.price), ...(spec ? [specValue(product, spec, language)] : [])].join(zh ? '，' : ', ')}${zh ? '）' : ')'}`);
      const mark = [...colors.map((color) => colorName(color, language)), ...(like && spec ? [zh ? `${spec.name.zh}不输${name(like)}` : `${spec.name.en} like the ${name(like)}`] : [])].join(zh ? '、' : ', ');
      if (products.length === 0) {
        const rest = nearest ? (zh ? `最接近的是${name(nearest)}，${price(nearest.price)}。` : ` The nearest is the ${name(nearest)} at ${price(nearest.price)}.`) : '';
        return { text: zh ? `这样的${name(family)}目前没有。${rest}` : `We have no ${name(family)} like that.${rest}`, sources: [`families.csv:${family.id}`, ...(nearest ? [row('products', nearest)] : [])], shown: nearest ? [nearest] : [], ...(nearest ? { card: { kind: 'product', product: nearest } as const } : {}) };
      }
      return {
        text: zh ? `${mark ? `${mark}的` : '符合的'}${name(family)}有${listOf(told, 'zh')}。` : `${mark ? `With ${mark}` : 'That fit'}, we have the ${listOf(told, 'en')}.`,
        card: products.length === 1 ? { kind: 'product', product: products[0]! } : { kind: 'family', family, products: products.slice(0, 4) },
        sources: products.flatMap((product) => [row('products', product), ...(spec ? [row('specs', product)] : [])]), shown: products,
      };
    }
    case 'promoted': {
      const { family, offers } = finding;
      if (offers.length === 0) return { text: zh ? `${name(family)}目前没有优惠。` : `There is no offer on ${name(family)} right now.`, sources: [`families.csv:${family.id}`], shown: [] };
      const reduced = offers.flatMap(({ product }) => (product.listPrice === null ? [] : [zh ? `${name(product)}现在${price(product.price)}（原价${price(product.listPrice)}）` : `the ${name(product)} is ${price(product.price)} instead of ${price(product.listPrice)}`]));
      // An offer that several share is told once.
      const details = [...new Set(offers.flatMap(({ promotion }) => (promotion ? [promotion.detail[language]] : [])))];
      const parts = [...reduced.slice(0, 3), ...details.slice(0, 2)];
      return { text: zh ? `${parts.join('；')}。` : `${parts.map(capital).join('. ')}.`, card: { kind: 'family', family, products: offers.map(({ product }) => product).slice(0, 4) }, sources: offers.flatMap(({ product, promotion }) => [row('products', product), ...(promotion ? [row('promotions', promotion)] : [])]), shown: offers.map(({ product }) => product) };
    }
    default:
      return finding satisfies never;
  }
}

/** `file:id` of a row. */
export function row(file: 'products' | 'accessories' | 'faults' | 'promotions' | 'specs', { id }: { readonly id: string }): string {
  return `${file}.csv:${id}`;
}

/** Hours where minutes would be unwieldy. */
function specValue(product: Product, { id, unit }: SpecName, language: Language): string {
  const value = product.specs[id]!;
  const isLong = unit.en === 'minutes' && value >= 180 && value % 60 === 0;
  if (isLong) return language === 'zh' ? `${value / 60} 小时` : `${value / 60} hours`;
  return language === 'zh' ? `${value} ${unit.zh}` : `${value} ${unit.en}`;
}

function partCard(accessory: Accessory, graph: ShopGraph, language: Language): Card {
  return { kind: 'accessory', accessory, fits: graph.productsOf(accessory).map((product) => product.name[language]) };
}

function article(name: string): string {
  if (name.endsWith('s') && !name.endsWith('ss')) return `the ${name}`;
  return /^[aeiou]/i.test(name) ? `an ${name}` : `a ${name}`;
}
