/**
 * npm run journal [-- --kind rating]: what must last (call-backs, ratings, how calls ended, audit), as JSON, one entry a line.
 * npm run journal -- faq: the answers that agents gave for the FAQ, as rows for a shop's faq.csv.
 * Reads YINGBIN_DATA (.data) with its secret, or YINGBIN_SECRET.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Journal, JOURNAL_KINDS, journalKey, type JournalKind } from '../server/handover/journal.ts';
import { main, parseArguments } from './arguments.ts';

const KEEP_FOR_EVER = Infinity;

main(async () => {
  const { rest: [command], values } = parseArguments(process.argv.slice(2), { values: ['kind'], flags: [] });
  const folder = resolve(process.env['YINGBIN_DATA'] || '.data');
  const secret = process.env['YINGBIN_SECRET'] || (await readFile(join(folder, 'secret'), 'utf8')).trim();
  const journal = new Journal({ folder: join(folder, 'journal'), key: journalKey(secret), keepDays: KEEP_FOR_EVER });
  if (command === 'faq') {
    console.log('id,questions_zh,questions_en,answer_zh,answer_en');
    let serial = 0;
    for (const { data, at } of await journal.read(['faq'])) {
      const { question, answer, language } = data as { question: string; answer: string; language: 'zh' | 'en' };
      const cells = language === 'zh' ? [question, '', answer, ''] : ['', question, '', answer];
      console.log([`desk-${at.slice(0, 10)}-${(serial += 1)}`, ...cells].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
    }
    return;
  }
  const kind = values.get('kind');
  if (kind !== undefined && !JOURNAL_KINDS.includes(kind as JournalKind)) throw new RangeError(`kinds: ${JOURNAL_KINDS.join(', ')}`);
  for (const entry of await journal.read(kind === undefined ? JOURNAL_KINDS : [kind as JournalKind])) console.log(JSON.stringify(entry));
});
