/** npm run ask -- "这个多少钱" "where are the headphones" [--pack shops/demo] [--systems http://localhost:8080/api/shop] [--json] [--session] [--embedding] */
import { createInterface } from 'node:readline';
import { askDemoSystems } from '../server/shop-systems.ts';
import { main, parseArguments } from './arguments.ts';
import { loadMind } from './mind.ts';
import { embeddingEncoder } from './model-paths.ts';

main(async () => {
  const { rest, flags, values } = parseArguments(process.argv.slice(2), { values: ['pack', 'systems'], flags: ['json', 'session', 'embedding'] });
  const folder = values.get('pack') ?? 'shops/demo';
  const mind = await loadMind(folder, { post: systemsOf(folder, values.get('systems')), ...(flags.has('embedding') ? { encoder: await embeddingEncoder() } : {}) });
  let visit = mind.newVisit();
  for await (const sentence of rest.length > 0 ? rest : createInterface({ input: process.stdin })) {
    if (sentence.trim() === '') continue;
    if (!flags.has('session')) visit = mind.newVisit();
    const { understanding, plan } = await visit.ask(sentence);
    const { text, language: lang, intent, confidence, band, slots, sentiment } = understanding;
    const { text: reply, acts, card = null, sources } = plan;
    if (flags.has('json')) console.log(JSON.stringify({ text, lang, intent, confidence: Number(confidence.toFixed(4)), band, slots, sentiment, reply, acts, card, sources, suggestions: plan.suggestions.map((suggestion) => suggestion.text) }));
    else console.log(`${text}\n  ${lang}  ${intent}  ${(confidence * 100).toFixed(0)} %  ${band}  ${sentiment.label}  ${JSON.stringify(slots)}\n  ${acts.join(' > ')}${card ? `  [${card.kind}]` : ''}\n  ${reply}`);
  }
});

/** The shop's systems at an address; else those that the demo server would ship, from the tables of the folder. */
function systemsOf(folder: string, address: string | undefined): (kind: string, body: string) => Promise<Response> {
  if (address === undefined) return askDemoSystems(`${folder}/systems`);
  return (kind, body) => fetch(`${address.replace(/\/$/, '')}/${kind}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}
