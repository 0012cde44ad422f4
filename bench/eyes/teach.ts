import { basename } from 'node:path';
import { askOf, CARTON, notShown, teachCarton } from '../../tests/helpers/teach.ts';
import { round, type Case, type Measurement } from '../measurement.ts';

/** A new product taught before a camera at the pace of a hand, and the clerk of the same device asked with photos that she was not taught. */
export async function measureTeaching(): Promise<Measurement> {
  await using lesson = await teachCarton();
  const cases: Case[] = [{ figure: 'teachSeconds', input: `barcode, name, price, five sides (2 s each), remember, try: ${CARTON.className}`, expected: CARTON.name, got: `${lesson.guesses[0]} after ${round(lesson.seconds, 1)} s` }];
  const photos = notShown();
  let known = 0;
  for (const photo of photos) {
    const choices = await askOf(lesson.kiosk, photo);
    if (choices.some((choice) => choice.includes(CARTON.name))) known += 1;
    cases.push({ figure: 'taughtOffered', input: basename(photo), expected: CARTON.name, got: choices.map((text) => text.trim()).join(' | ') || 'nothing' });
  }
  return { figures: { teachSeconds: round(lesson.seconds, 1), taughtOffered: round(known / photos.length) }, cases, settings: { node: process.version } };
}
