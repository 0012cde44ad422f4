import { parse as parseCsv } from 'csv-parse/sync';
import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';
import { columnOf, nearestOf } from './headers.ts';
import type { PackProblem } from './pack-problem.ts';
import * as schema from './schema.ts';

/** A shop's files by name, as text. */
export type ShopFiles = ReadonlyMap<string, string>;

export interface ShopSource {
  readonly shop: v.InferOutput<typeof schema.shopSchema>;
  readonly families: readonly Row<v.InferOutput<typeof schema.familySchema>>[];
  readonly products: readonly Row<v.InferOutput<typeof schema.productSchema>>[];
  readonly specs: readonly Row<v.InferOutput<typeof schema.specSchema>>[];
  readonly specNames: readonly Row<v.InferOutput<typeof schema.specNameSchema>>[];
  readonly accessories: readonly Row<v.InferOutput<typeof schema.accessorySchema>>[];
  readonly map: readonly Row<v.InferOutput<typeof schema.mapSchema>>[];
  readonly faq: readonly Row<v.InferOutput<typeof schema.faqSchema>>[];
  readonly needs: readonly Row<v.InferOutput<typeof schema.needSchema>>[];
  readonly flows: v.InferOutput<typeof schema.flowsSchema>;
  readonly faults: readonly Row<v.InferOutput<typeof schema.faultSchema>>[];
  readonly promotions: readonly Row<v.InferOutput<typeof schema.promotionSchema>>[];
  readonly intents: v.InferOutput<typeof schema.intentsSchema>;
  readonly outOfScope: v.InferOutput<typeof schema.outOfScopeSchema>;
  readonly answers: v.InferOutput<typeof schema.answersSchema>;
}

/** A row of a table with the line it stands on. */
export interface Row<T> { readonly line: number; readonly value: T }

/** Reads and checks each file by itself; what is wrong goes into `problems`, and the result is undefined then. */
export function readShopFiles(files: ShopFiles, problems: PackProblem[]): ShopSource | undefined {
  const source = {
    shop: readYaml(files, 'shop.yaml', schema.shopSchema, problems),
    families: readCsv(files, 'families.csv', schema.familySchema, problems),
    products: readCsv(files, 'products.csv', schema.productSchema, problems),
    specs: readCsv(files, 'specs.csv', schema.specSchema, problems),
    specNames: readCsv(files, 'spec-names.csv', schema.specNameSchema, problems),
    accessories: readCsv(files, 'accessories.csv', schema.accessorySchema, problems),
    map: files.has('map.csv') ? readCsv(files, 'map.csv', schema.mapSchema, problems) : [],
    faq: files.has('faq.csv') ? readCsv(files, 'faq.csv', schema.faqSchema, problems) : [],
    needs: readCsv(files, 'needs.csv', schema.needSchema, problems),
    flows: readYaml(files, 'flows.yaml', schema.flowsSchema, problems),
    faults: readCsv(files, 'faults.csv', schema.faultSchema, problems),
    promotions: readCsv(files, 'promotions.csv', schema.promotionSchema, problems),
    intents: readYaml(files, 'intents.yaml', schema.intentsSchema, problems),
    outOfScope: readYaml(files, 'out-of-scope.yaml', schema.outOfScopeSchema, problems),
    answers: readYaml(files, 'answers.yaml', schema.answersSchema, problems),
  };
  return Object.values(source).every((part) => part !== undefined) ? (source as ShopSource) : undefined;
}

function readYaml<Schema extends v.GenericSchema>(files: ShopFiles, file: string, form: Schema, problems: PackProblem[]): v.InferOutput<Schema> | undefined {
  const text = files.get(file);
  if (text === undefined) return missing(file, problems);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const error of document.errors) problems.push({ file, line: lines.linePos(error.pos[0]).line, message: error.message.split('\n')[0]! });
  if (document.errors.length > 0) return undefined;
  const result = v.safeParse(form, document.toJS());
  if (result.success) return result.output;
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map((step) => String(step.key));
    problems.push({ file, line: lineOf(document, path, lines), message: `${path.join('.') || 'the file'}: ${explain(issue)}` });
  }
  return undefined;
}

function readCsv<Schema extends v.GenericSchema>(files: ShopFiles, file: string, form: Schema, problems: PackProblem[]): Row<v.InferOutput<Schema>>[] | undefined {
  const text = files.get(file);
  if (text === undefined) return missing(file, problems);
  let records: { info: { lines: number }; record: Record<string, string> }[];
  try {
    records = parseCsv(text, { columns: (headings: string[]) => headings.map(columnOf), delimiter: delimiterOf(text), bom: true, skip_empty_lines: true, trim: true, info: true }) as unknown as typeof records;
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    problems.push({ file, ...(line === undefined ? {} : { line }), message: (error as Error).message });
    return undefined;
  }
  const before = problems.length;
  checkColumns(file, Object.keys(records[0]?.record ?? {}), form, problems);
  if (problems.length > before) return undefined;
  const rows = records.flatMap(({ info, record }) => {
    const result = v.safeParse(form, record);
    if (result.success) return [{ line: info.lines, value: result.output }];
    for (const issue of result.issues) problems.push({ file, line: info.lines, message: `${String(issue.path?.[0]?.key ?? 'row')}: ${explain(issue)}` });
    return [];
  });
  return problems.length === before ? rows : undefined;
}

/** Spreadsheets write commas, semicolons or tabs, by country. */
function delimiterOf(text: string): string {
  const heading = text.slice(0, text.indexOf('\n') + 1 || text.length);
  return [',', ';', '\t'].sort((a, b) => heading.split(b).length - heading.split(a).length)[0]!;
}

/** A column that is not known is told with the name it may have been meant for, before every row complains of the missing one. */
function checkColumns(file: string, columns: readonly string[], form: v.GenericSchema, problems: PackProblem[]): void {
  const known = 'entries' in form ? Object.keys(form.entries as object) : undefined;
  if (!known) return;
  for (const column of columns) {
    if (!known.includes(column)) problems.push({ file, line: 1, message: `column "${column}" is not known here${nearestOf(column, known.filter((name) => !columns.includes(name)))}` });
  }
  for (const name of known) if (!columns.includes(name) && problems.every((problem) => problem.file !== file)) problems.push({ file, line: 1, message: `column "${name}" is missing` });
}

function missing(file: string, problems: PackProblem[]): undefined {
  problems.push({ file, message: 'the file is missing' });
  return undefined;
}

/** Line of the deepest part of a path that exists. */
function lineOf(document: ReturnType<typeof parseDocument>, path: readonly string[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const keys = path.slice(0, depth).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = document.getIn(keys, true) as { range?: readonly [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return 'is missing';
  if (issue.kind === 'schema' && issue.expected === 'never') return 'is not a name that is known here';
  return issue.message;
}
