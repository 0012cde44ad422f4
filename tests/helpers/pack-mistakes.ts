import { compileShop } from '../../src/shop/compile.ts';
import { PackError } from '../../src/shop/pack-problem.ts';
import type { ShopFiles } from '../../src/shop/read-files.ts';

/** A mistake a manager may make: what, in which file, how the file then reads (undefined: it is gone), and what must be said of it. */
export type Mistake = readonly [what: string, file: string, change: (text: string) => string | undefined, expected: RegExp];

/** Compiles a shop with one file changed. @returns what was complained about, empty when nothing was */
export function complaintAbout(files: ShopFiles, file: string, change: Mistake[2]): string {
  const changed = new Map(files);
  const text = change(files.get(file)!);
  if (text === files.get(file)) throw new Error(`the change of ${file} changes nothing`);
  if (text === undefined) changed.delete(file);
  else changed.set(file, text);
  try {
    compileShop(changed, { version: 'test', pronounce: () => ['AH'] });
  } catch (error) {
    if (error instanceof PackError) return error.message;
    throw error;
  }
  return '';
}

export const MISTAKES: readonly Mistake[] = [
  ['a missing file', 'products.csv', () => undefined, /products\.csv: the file is missing/],
  ['a missing field', 'products.csv', (text) => text.replace(',静音头戴耳机 H1,', ',,'), /products\.csv:2: name_zh: must not be empty/],
  ['a missing column', 'families.csv', (text) => text.replace(/,picture/, ',image'), /families\.csv:1: column "image" is not known here/],
  ['a price that is no number', 'products.csv', (text) => text.replace(',699,', ',六百,'), /products\.csv:2: price: must be a number/],
  ['a negative price', 'products.csv', (text) => text.replace(',699,', ',-699,'), /products\.csv:2: price: must not be negative/],
  ['a barcode with a wrong check digit', 'products.csv', (text) => text.replace(/(697000000011)\d/, (_, head: string) => `${head}0`), /products\.csv:2: barcode: is not a valid EAN-13/],
  ['a family that does not exist', 'products.csv', (text) => text.replace('h1,headphones,', 'h1,headfones,'), /products\.csv:2: family: "headfones" is not in families\.csv \(did you mean "headphones"/],
  ['the same id twice', 'products.csv', (text) => text.replace('\nh2,', '\nh1,'), /products\.csv:3: id: "h1" stands on line 2 already/],
  ['an aisle that is on no plan', 'map.csv', (text) => text.replace('1,A2,shelf', '1,A9,shelf'), /families\.csv:2: aisle: "A2" is not on floor 1 of map\.csv/],
  ['a place without a size', 'map.csv', (text) => text.replace('Elevator,60,31,15,8', 'Elevator,60,31,0,8'), /map\.csv:8: "lift" needs a width and a height/],
  ['a row with too many cells', 'families.csv', (text) => text.replace('2,B3,kettle', '2,B3,kettle,extra'), /families\.csv:\d+: /],
  ['a quote that never ends', 'products.csv', (text) => text.replace('"Hold the power key', 'x"Hold the power key'), /products\.csv:\d+: /],
  ['broken YAML', 'shop.yaml', (text) => text.replace('name: {', 'name: ['), /shop\.yaml:\d+: /],
  ['a language that is missing', 'shop.yaml', (text) => text.replace('clerk: { zh: 小野, en: Noa }', 'clerk: { zh: 小野 }'), /shop\.yaml:\d+: clerk\.en: is missing/],
  ['a misspelt key', 'shop.yaml', (text) => text.replace('currency:', 'curency:'), /shop\.yaml:\d+: (currency: is missing|curency: )/],
  ['three suggestions', 'shop.yaml', (text) => text.replace(/\n {2}- \{ icon: person.*\n/, '\n'), /suggestions: there must be exactly four/],
  ['a slot that does not exist', 'answers.yaml', (text) => text.replaceAll('{product.price}', '{product.prise}'), /product-price\.product: \{product\.prise\} is not a slot that is known/],
  ['a fact that does not exist', 'answers.yaml', (text) => text.replaceAll('{facts.wifi}', '{facts.wlan}'), /\{facts\.wlan\} is not in the facts of shop\.yaml/],
  ['an answer without an intent', 'intents.yaml', (text) => text.replace('\ninvoice:', '\ninvoices:'), /invoice: there is no such intent/],
  ['an intent without an answer', 'answers.yaml', (text) => text.replace(/\ninvoice:\n.*\n/, '\n'), /intents\.yaml: invoice: has no answer/],
  ['an answer for nothing known is missing', 'answers.yaml', (text) => text.replace('deny:\n  none:', 'deny:\n  family:'), /deny: needs an answer for "none"/],
  ['a promotion for a product that is gone', 'promotions.csv', (text) => text.replace('v1|v2', 'v1|v9'), /promotions\.csv:3: products: "v9" is not in products\.csv/],
  ['a fault of an unknown family', 'faults.csv', (text) => text.replace(',kettles,E3', ',kettels,E3'), /faults\.csv:2: family: "kettels"/],
  ['a colour that is none', 'products.csv', (text) => text.replace('#2f3a44', 'dark'), /products\.csv:2: tint: must be a colour/],
  ['a column with a typing error', 'products.csv', (text) => text.replace(',price,', ',prize,'), /products\.csv:1: column "prize" is not known here \(did you mean "price"\?\)/],
  ['a spec column that is not defined', 'specs.csv', (text) => text.replace('battery,', 'batery,'), /specs\.csv:\d+: column "batery" is not in spec-names\.csv/],
  ['a spec that is no number', 'specs.csv', (text) => text.replace('k1,,1.7', 'k1,,about two'), /specs\.csv:\d+: capacity: "about two" is not a number/],
  ['specs of a product that is gone', 'specs.csv', (text) => text.replace('\nk1,', '\nk9,'), /specs\.csv:\d+: product: "k9" is not in products\.csv/],
  ['a part for a product that is gone', 'accessories.csv', (text) => text.replace('k1|k2,12', 'k1|k7,12'), /accessories\.csv:\d+: fits: "k7" is not in products\.csv/],
  ['a fault mended by a part that is none', 'faults.csv', (text) => text.replace(',yes,vacuum-filter', ',yes,vacuum-filtre'), /faults\.csv:\d+: part: "vacuum-filtre" is not in accessories\.csv/],
  ['steps in one language only', 'faults.csv', (text) => text.replace('加水到最低线以上，再开机试一次。', '加水到最低线以上。|再开机试一次。'), /faults\.csv:2: steps: 3 in Chinese but 2 in English/],
  ['neither yes nor no', 'faults.csv', (text) => text.replace(',yes,', ',maybe,'), /faults\.csv:\d+: covered: must be "yes" or "no"/],
  ['a sign that is not drawn', 'faults.csv', (text) => text.replace(',not-hot,', ',hot,'), /faults\.csv:4: picture: must be empty or one of no-power/],
  ['a lamp of no colour that is told', 'faults.csv', (text) => text.replace(',no-mist,red', ',no-mist,white'), /faults\.csv:19: lamp: must be empty or one of red, amber, green, blue/],
  ['a need that does not exist', 'products.csv', (text) => text.replace('travel|office|quiet|gift', 'travel|ofice|quiet|gift'), /products\.csv:2: tags: "ofice" is not in needs\.csv \(did you mean "office"\?\)/],
  ['an old price below the new one', 'products.csv', (text) => text.replace(',699,899,', ',699,599,'), /products\.csv:2: list_price: 599 is not above the price 699/],
  ['a talk that jumps nowhere', 'flows.yaml', (text) => text.replace('{ return: condition, exchange', '{ return: conditions, exchange'), /return-wizard: step 2 leads to "conditions", which is the label of no step \(did you mean "condition"\?\)/],
  ['a talk for an intent that does not exist', 'flows.yaml', (text) => text.replace('intents: [order-status]', 'intents: [order-state]'), /order-lookup: there is no intent "order-state" in intents\.yaml/],
  ['two talks for one intent', 'flows.yaml', (text) => text.replace('intents: [book-appointment]', 'intents: [order-status]'), /appointment: "order-status" begins order-lookup already/],
  ['a talk without an end', 'flows.yaml', (text) => text.replace(/(call \{facts\.phone\}\." \}\n) {4}- do: end\n(return-wizard)/, '$1$2'), /order-lookup: must end with/],
  ['a step that does not exist', 'flows.yaml', (text) => text.replace('do: recommend', 'do: recomend'), /flows\.yaml:\d+: advice\.steps\.2/],
  ['a slot no step of the talk asks for', 'flows.yaml', (text) => text.replace('没有查到 {order}', '没有查到 {oder}'), /order-lookup: \{oder\} is not a slot that is known/],
  ['a pattern that is none', 'shop.yaml', (text) => text.replace("'(?:HS)?\\d{8}'", "'(?:HS?\\d{8}'"), /shop\.yaml:\d+: orderPattern: is not a regular expression/],
];
