/**
 * npm run agent -- add mei --name 小梅 [--name-en Mei] --languages zh,en [--topics warranty,return-refund] [--shops demo]: asks for a password on standard input.
 * --supervisor: may listen to others' calls; the visitor's page says so first.
 * --company mei@shop.example: signs in at the company (YINGBIN_OIDC_…, docs/deploy.md), without a password of ours.
 * npm run agent -- list; npm run agent -- remove mei. Accounts lie in YINGBIN_DATA (.data).
 */
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Accounts } from '../server/handover/accounts.ts';
import { main, parseArguments } from './arguments.ts';

const USAGE = 'usage: npm run agent -- add ID --name NAME [--name-en NAME] [--languages zh,en] [--topics A,B] [--shops A,B] [--supervisor] [--company ADDRESS] | list | remove ID';
const SHORTEST_PASSWORD = 10;

main(async () => {
  const { rest: [command, id], values, flags } = parseArguments(process.argv.slice(2), { values: ['name', 'name-en', 'languages', 'topics', 'shops', 'company'], flags: ['supervisor'] });
  const accounts = new Accounts(join(resolve(process.env['YINGBIN_DATA'] || '.data'), 'agents.json'));
  const list = (name: string) => (values.get(name) ?? '').split(',').map((each) => each.trim()).filter(Boolean);
  if (command === 'list') {
    for (const { id: known, name, languages, topics, shops, isSupervisor } of await accounts.all()) console.log([known, name, languages.join('+'), topics.join(', ') || 'all topics', shops.join(', ') || 'all shops', ...(isSupervisor ? ['supervisor'] : [])].join('\t'));
  } else if (command === 'add' && id) {
    const company = values.get('company');
    const password = company === undefined ? await passwordFor(id) : undefined;
    if (password !== undefined && password.length < SHORTEST_PASSWORD) throw new RangeError(`a password has at least ${SHORTEST_PASSWORD} characters`);
    await accounts.put({ id, name: values.get('name') ?? id, ...(values.has('name-en') ? { nameEn: values.get('name-en')! } : {}), languages: values.has('languages') ? list('languages') : ['zh', 'en'], topics: list('topics'), shops: list('shops'), ...(flags.has('supervisor') ? { isSupervisor: true } : {}), ...(company === undefined ? {} : { company }) }, password);
    console.log(`${id} may sign in at /desk/`);
  } else if (command === 'remove' && id) {
    if (!(await accounts.remove(id))) throw new RangeError(`there is no agent ${id}`);
  } else throw new RangeError(USAGE);
});

async function passwordFor(agent: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`password of ${agent}: `);
  lines.close();
  return answer.trim();
}
