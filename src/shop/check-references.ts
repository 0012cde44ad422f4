import { unknownSlots } from '../core/reply/fill.ts';
import { nearestOf } from './headers.ts';
import type { PackProblem } from './pack-problem.ts';
import type { ShopSource } from './read-files.ts';
import { NAMED_SITUATIONS } from './schema.ts';

/** What no file can tell by itself: names that stand for rows of other files. */
export function checkReferences(source: ShopSource, problems: PackProblem[]): void {
  const families = new Set(source.families.map(({ value }) => value.id));
  const products = new Set(source.products.map(({ value }) => value.id));
  const known = (set: ReadonlySet<string>) => [...set].join(', ');
  for (const [file, rows] of [['families.csv', source.families], ['products.csv', source.products], ['promotions.csv', source.promotions], ['faults.csv', source.faults], ['accessories.csv', source.accessories], ['faq.csv', source.faq]] as const) {
    const seen = new Map<string, number>();
    for (const { line, value } of rows) {
      const first = seen.get(value.id);
      if (first !== undefined) problems.push({ file, line, message: `id: "${value.id}" stands on line ${first} already` });
      seen.set(value.id, line);
    }
  }
  for (const [file, rows] of [['products.csv', source.products], ['faults.csv', source.faults]] as const) {
    for (const { line, value } of rows) if (!families.has(value.family)) problems.push({ file, line, message: `family: "${value.family}" is not in families.csv${nearestOf(value.family, families)} (${known(families)})` });
  }
  for (const { line, value } of source.promotions) for (const id of value.products) if (!products.has(id)) problems.push({ file: 'promotions.csv', line, message: `products: "${id}" is not in products.csv${nearestOf(id, products)}` });
  checkGoods(source, products, problems);
  checkMap(source, problems);
  checkFlows(source, problems);
  for (const [intent, situations] of Object.entries(source.answers)) {
    if (!(intent in source.intents)) problems.push({ file: 'answers.yaml', message: `${intent}: there is no such intent in intents.yaml${nearestOf(intent, Object.keys(source.intents))}` });
    for (const [situation, answer] of Object.entries(situations)) {
      if (!NAMED_SITUATIONS.has(situation) && !answer.words) problems.push({ file: 'answers.yaml', message: `${intent}.${situation}: is no situation that is known (${known(NAMED_SITUATIONS)}), so it needs "words"` });
      for (const template of [...answer.zh, ...answer.en]) for (const slot of unknownSlots(template)) problems.push({ file: 'answers.yaml', message: `${intent}.${situation}: ${slot} is not a slot that is known` });
      for (const [, name] of [...answer.zh, ...answer.en].join(' ').matchAll(/\{facts\.([a-zA-Z]+)\}/g)) if (!Object.hasOwn(source.shop.facts, name ?? '')) problems.push({ file: 'answers.yaml', message: `${intent}.${situation}: {facts.${name}} is not in the facts of shop.yaml` });
    }
    if (!('none' in situations)) problems.push({ file: 'answers.yaml', message: `${intent}: needs an answer for "none" (nothing is known)` });
  }
  for (const intent of Object.keys(source.intents)) if (!(intent in source.answers)) problems.push({ file: 'intents.yaml', message: `${intent}: has no answer in answers.yaml` });
}

/** Where there is a plan of a floor, its goods must stand on it, and answers may name only what it has. */
function checkMap({ map, families, accessories, answers }: ShopSource, problems: PackProblem[]): void {
  const floors = new Set(map.map(({ value }) => value.floor));
  const areas = new Set(map.map(({ value }) => `${value.floor} ${value.id}`));
  const ids = new Set(map.map(({ value }) => value.id));
  for (const [file, rows] of [['families.csv', families], ['accessories.csv', accessories]] as const) {
    for (const { line, value } of rows) if (floors.has(value.floor) && !areas.has(`${value.floor} ${value.aisle}`)) problems.push({ file, line, message: `aisle: "${value.aisle}" is not on floor ${value.floor} of map.csv${nearestOf(value.aisle, ids)}` });
  }
  for (const { line, value } of map) if (value.kind !== 'here' && value.width * value.height === 0) problems.push({ file: 'map.csv', line, message: `"${value.id}" needs a width and a height` });
  for (const [intent, situations] of Object.entries(answers)) {
    for (const [situation, { place }] of Object.entries(situations)) if (place !== undefined && !ids.has(place)) problems.push({ file: 'answers.yaml', message: `${intent}.${situation}: place "${place}" is not in map.csv${nearestOf(place, ids)}` });
  }
}

function checkGoods({ products: rows, specs, specNames, accessories, needs, faults }: ShopSource, products: ReadonlySet<string>, problems: PackProblem[]): void {
  const needIds = new Set(needs.map(({ value }) => value.need));
  const specIds = new Set(specNames.map(({ value }) => value.spec));
  const accessoryIds = new Set(accessories.map(({ value }) => value.id));
  for (const { line, value } of rows) {
    for (const tag of value.tags) if (!needIds.has(tag)) problems.push({ file: 'products.csv', line, message: `tags: "${tag}" is not in needs.csv${nearestOf(tag, needIds)} (${[...needIds].join(', ')})` });
    if (value.list_price !== null && value.list_price <= value.price) problems.push({ file: 'products.csv', line, message: `list_price: ${value.list_price} is not above the price ${value.price}; leave it empty when the price is not reduced` });
  }
  for (const { line, value } of specs) {
    if (!products.has(value['product']!)) problems.push({ file: 'specs.csv', line, message: `product: "${value['product']}" is not in products.csv` });
    for (const [spec, text] of Object.entries(value)) {
      if (spec === 'product') continue;
      if (!specIds.has(spec)) problems.push({ file: 'specs.csv', line, message: `column "${spec}" is not in spec-names.csv (${[...specIds].join(', ')})` });
      else if (text !== '' && !Number.isFinite(Number(text))) problems.push({ file: 'specs.csv', line, message: `${spec}: "${text}" is not a number` });
    }
  }
  for (const { line, value } of accessories) for (const id of value.fits) if (!products.has(id)) problems.push({ file: 'accessories.csv', line, message: `fits: "${id}" is not in products.csv` });
  for (const { line, value } of faults) {
    if (value.part !== '' && !accessoryIds.has(value.part)) problems.push({ file: 'faults.csv', line, message: `part: "${value.part}" is not in accessories.csv` });
    if (value.steps_zh.length !== value.steps_en.length) problems.push({ file: 'faults.csv', line, message: `steps: ${value.steps_zh.length} in Chinese but ${value.steps_en.length} in English` });
  }
}

function checkFlows({ flows, intents }: ShopSource, problems: PackProblem[]): void {
  const began = new Map<string, string>();
  for (const [id, { intents: begins, steps }] of Object.entries(flows)) {
    const complain = (message: string) => problems.push({ file: 'flows.yaml', message: `${id}: ${message}` });
    const labels = new Set(steps.flatMap(({ label }) => (label === undefined ? [] : [label])));
    for (const intent of begins) {
      if (!(intent in intents)) complain(`there is no intent "${intent}" in intents.yaml${nearestOf(intent, Object.keys(intents))}`);
      if (began.has(intent)) complain(`"${intent}" begins ${began.get(intent)} already`);
      began.set(intent, id);
    }
    const slots = new Set(steps.flatMap((step) => (step.do === 'collect' ? [step.slot, ...(step.kind === 'purchase-date' ? [`${step.slot}-window`] : [])] : [])));
    for (const [i, step] of steps.entries()) {
      const targets = step.do === 'branch' ? [...Object.values(step.cases), step.otherwise] : step.do === 'goto' ? [step.to] : step.do === 'confirm' ? [step.no] : [];
      for (const target of targets) if (target !== undefined && !labels.has(target)) complain(`step ${i + 1} leads to "${target}", which is the label of no step${nearestOf(target, labels)}`);
      if (step.do === 'branch' && !slots.has(step.slot)) complain(`step ${i + 1} looks at "${step.slot}", which no step collects`);
      if (step.do === 'collect' && step.kind === 'choice' && !step.options?.length) complain(`step ${i + 1} asks for a choice without options`);
    }
    const own = new Set([...slots, 'result', 'fault']);
    for (const step of steps) {
      const texts = Object.values(step).flatMap((value: unknown) => (typeof value === 'object' && value !== null && 'zh' in value && 'en' in value ? [String(value.zh), String(value.en)] : []));
      for (const text of texts) for (const slot of unknownSlots(text, own)) complain(`${slot} is not a slot that is known`);
    }
    const last = steps.at(-1);
    if (last && !['end', 'goto', 'hand-over'].includes(last.do)) complain('must end with "end", "goto" or "hand-over"');
  }
}
