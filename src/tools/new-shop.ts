import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../shops/demo', import.meta.url));
/** One kind of goods and two products are enough to begin with. */
const FAMILY = 'kettles';
const PRODUCTS = new Set(['k1', 'k2']);

/** Writes a small shop that works, cut from the demo shop. @returns its folder @throws Error when the name is taken or no name */
export async function newShop(name: string): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new Error('the name must be lower-case letters, digits and "-"');
  const folder = join('shops', name);
  if (await stat(folder).catch(() => undefined)) throw new Error(`${folder} is there already`);
  await mkdir(folder, { recursive: true });
  for (const file of ['intents.yaml', 'out-of-scope.yaml', 'answers.yaml', 'flows.yaml', 'spec-names.csv', 'needs.csv', 'map.csv', 'faq.csv']) await cp(join(DEMO, file), join(folder, file));
  const text = (file: string) => readFile(join(DEMO, file), 'utf8');
  await writeFile(join(folder, 'shop.yaml'), (await text('shop.yaml')).replace(/^id: .*$/m, `id: ${name}`).replace(/^name: .*$/m, `name: { zh: 我的店, en: My Shop }`));
  await writeFile(join(folder, 'families.csv'), rows(await text('families.csv'), ([id]) => id === FAMILY));
  await writeFile(join(folder, 'products.csv'), rows(await text('products.csv'), ([id]) => PRODUCTS.has(id!)));
  await writeFile(join(folder, 'specs.csv'), rows(await text('specs.csv'), ([id]) => PRODUCTS.has(id!)));
  await writeFile(join(folder, 'accessories.csv'), rows(await text('accessories.csv'), ([id]) => id === 'kettle-filter'));
  await writeFile(join(folder, 'faults.csv'), rows(await text('faults.csv'), ([id, family]) => family === FAMILY && id !== 'kettle-scale'));
  await writeFile(join(folder, 'promotions.csv'), rows(await text('promotions.csv'), ([id]) => id === 'kettle-filter'));
  return folder;
}

/** The heading and the rows whose first cells are wanted. */
function rows(table: string, keep: (cells: readonly string[]) => boolean): string {
  const [heading = '', ...lines] = table.split('\n');
  return [heading, ...lines.filter((line) => line !== '' && keep(line.split(',').slice(0, 2)))].join('\n') + '\n';
}
