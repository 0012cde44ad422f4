import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

type Row = Readonly<Record<string, string>>;

/** Hours of a day in which appointments can be had; two at a time. */
const OPENS = 10;
const CLOSES = 21;
const AT_A_TIME = 2;

/**
 * The demo shop's systems behind the contract of docs/shop-systems.openapi.yaml: orders and members from two tables, appointments in memory.
 * A shop puts its own server in its place.
 * @param folder with orders.csv and members.csv
 */
export function createDemoSystems(folder: string): Hono {
  const app = new Hono();
  const table = (name: string) => readFile(join(folder, name), 'utf8').then((text) => parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Row[]);
  const booked = new Map<string, number>();
  app.use(bodyLimit({ maxSize: 10_000 }));
  app.post('/order', async (context) => {
    const { order } = await slots(context.req);
    const found = (await table('orders.csv')).find((row) => row['order'] === order?.replace(/\D/g, ''));
    if (!found) return context.json({}, 404);
    const status = both(found, 'status');
    return context.json({ fields: { status, detail: both(found, 'detail') }, products: [bought(found)], rows: [[{ zh: '订单', en: 'Order' }, same(found['order']!)], [{ zh: '状态', en: 'Status' }, status], [{ zh: '下单', en: 'Placed' }, same(found['bought']!)]] });
  });
  app.post('/member', async (context) => {
    const { phone } = await slots(context.req);
    const found = (await table('members.csv')).find((row) => row['phone'] === phone);
    if (!found) return context.json({}, 404);
    const points = Number(found['points']);
    const level = both(found, 'level');
    const orders = (await table('orders.csv')).filter((row) => row['phone'] === phone);
    return context.json({ fields: { level, points: same(String(points)), worth: same(String(Math.floor(points / 100))) }, products: orders.map(bought), preferences: (found['preferences'] ?? '').split('|').filter(Boolean), rows: [[{ zh: '等级', en: 'Level' }, level], [{ zh: '积分', en: 'Points' }, same(String(points))]] });
  });
  app.post('/appointment', async (context) => {
    const { when = '' } = await slots(context.req);
    const hour = Number(/ (\d{2}):/.exec(when)?.[1] ?? NaN);
    if (!(hour >= OPENS && hour < CLOSES) || (booked.get(when) ?? 0) >= AT_A_TIME) return context.json({ fields: { next: same(nextFree(when, booked)) } }, 404);
    booked.set(when, (booked.get(when) ?? 0) + 1);
    const number = `R${when.replace(/\D/g, '').slice(4, 10)}${booked.get(when)}`;
    return context.json({ fields: { number: same(number) }, rows: [[{ zh: '预约号', en: 'Number' }, same(number)], [{ zh: '时间', en: 'Time' }, same(when)]] }, 201);
  });
  return app;
}

/** The same without a server between, for command lines, tests and benchmarks. @returns what a question of this kind is answered */
export function askDemoSystems(folder: string): (kind: string, body: string) => Promise<Response> {
  const systems = createDemoSystems(folder);
  return async (kind, body) => systems.request(`/${kind}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

function bought(row: Row): { id: string | undefined; bought: string | undefined } {
  return { id: row['product'], bought: row['bought'] };
}

/** The first full hour after `when` that is free. */
function nextFree(when: string, booked: ReadonlyMap<string, number>): string {
  const [day = '', time = ''] = when.split(' ');
  const date = new Date(`${day}T00:00`);
  let hour = Math.max(OPENS, Number(time.slice(0, 2)) + 1);
  for (let i = 0; i < 100; i += 1, hour += 1) {
    if (hour >= CLOSES) {
      hour = OPENS;
      date.setDate(date.getDate() + 1);
    }
    const pad = (value: number) => String(value).padStart(2, '0');
    const slot = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${pad(hour)}:00`;
    if ((booked.get(slot) ?? 0) < AT_A_TIME) return slot;
  }
  return when;
}

async function slots(request: { json(): Promise<unknown> }): Promise<Readonly<Record<string, string | undefined>>> {
  const body = await request.json().catch(() => ({}));
  return Object.fromEntries(Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function both(row: Row, name: string): { zh: string; en: string } {
  return { zh: row[`${name}_zh`]!, en: row[`${name}_en`]! };
}

function same(value: string): { zh: string; en: string } {
  return { zh: value, en: value };
}
