import type { Recognition } from './lineup.ts';
import type { LampColour } from '../shared/lamp.ts';
import type { Bilingual } from '../shared/language.ts';
import { namedBy, printedFault, type PrintedWord } from './printed/printed-names.ts';

/** What is made of a picture of a product. */
export type Sighting =
  /** A code on it, or its name or model in print, says which product it is. */
  | { readonly kind: 'product'; readonly product: string }
  /** A code was read, but it is none of the shop's. */
  | { readonly kind: 'foreign-code'; readonly code: string }
  /** A display shows a code; whose it may be, where faults of the shop's goods are known by it. */
  | { readonly kind: 'display'; readonly code: string; readonly families: readonly string[] }
  /** A lamp glows; whose it may be, where faults of the shop's goods are known by it. */
  | { readonly kind: 'lamp'; readonly colour: LampColour; readonly families: readonly string[] }
  /** By its looks it may be one of these, the likeliest first: the visitor says which. Looks alone never decide. */
  | { readonly kind: 'choose'; readonly products: readonly string[] }
  | { readonly kind: 'unknown' };

const MOST_CHOICES = 3;
/** A choice less likely than this beside the likeliest is not offered. */
const LEAST_PROBABILITY = 0.02;

export interface Seen {
  readonly codes: readonly { readonly text: string }[];
  readonly display?: { readonly code: string } | undefined;
  readonly lamp?: LampColour | undefined;
  readonly recognition?: Recognition | undefined;
  /** What was read off it. */
  readonly words?: readonly PrintedWord[];
}

/** What a shop knows of what may be seen. */
export interface Sold {
  /** With their EAN-13, or none. */
  readonly products: readonly { readonly id: string; readonly family: string; readonly barcode: string; readonly name: Bilingual; readonly aliases: Bilingual<readonly string[]> }[];
  /** With the codes that displays show. */
  readonly faults: readonly { readonly family: string; readonly code: string; readonly lamp: LampColour | '' }[];
}

/** In order of certainty: a code, a display, print, a lamp, looks. */
export function sightingOf({ codes, display, lamp, recognition, words = [] }: Seen, { products, faults }: Sold): Sighting {
  for (const { text } of codes) {
    const product = products.find(({ barcode }) => barcode !== '' && barcode === asEan13(text));
    if (product) return { kind: 'product', product: product.id };
  }
  const printed = namedBy(words, products.map(({ id, name, aliases }) => ({ id, names: [name.zh, name.en, ...aliases.zh, ...aliases.en] })));
  const code = display?.code ?? (printed.isSure ? undefined : printedFault(words, displayCodesOf({ faults })));
  const familiesWith = (isSeen: (fault: Sold['faults'][number]) => boolean) => [...new Set(faults.filter(isSeen).map(({ family }) => family))];
  if (code) return { kind: 'display', code, families: familiesWith((fault) => fault.code.toUpperCase() === code.toUpperCase()) };
  if (printed.isSure) return { kind: 'product', product: printed.ids[0]! };
  const known = new Set(products.map(({ id }) => id));
  const looks = (recognition?.isKnown ? recognition.candidates : []).filter(({ product }, i) => known.has(product) && (i === 0 || recognition!.candidates[i]!.probability >= LEAST_PROBABILITY));
  const likely = new Set(looks.map(({ product }) => products.find(({ id }) => id === product)!.family));
  // What it looks like says whose lamp it is; a thing whose lamps mean nothing is asked about as others are.
  const shining = lamp ? familiesWith((fault) => fault.lamp === lamp && (likely.size === 0 || likely.has(fault.family))) : [];
  if (lamp && shining.length > 0) return { kind: 'lamp', colour: lamp, families: shining };
  const choices = [...new Set([...printed.ids, ...looks.map(({ product }) => product)])].slice(0, MOST_CHOICES);
  if (choices.length > 0) return { kind: 'choose', products: choices };
  return codes[0] ? { kind: 'foreign-code', code: codes[0].text } : { kind: 'unknown' };
}

/** Whether print could say more of it: neither a code of the shop's nor a display was read. */
export function mayBePrinted({ kind }: Sighting): boolean {
  return kind === 'choose' || kind === 'unknown' || kind === 'foreign-code';
}

/** Codes that the displays of what a shop sells may show. */
export function displayCodesOf({ faults }: { readonly faults: readonly { readonly code: string }[] }): string[] {
  return faults.flatMap(({ code }) => code || []);
}

/** Whether lamps of what a shop sells say what is wrong. */
export function hasLamps({ faults }: { readonly faults: readonly { readonly lamp: string }[] }): boolean {
  return faults.some(({ lamp }) => lamp !== '');
}

/** UPC-A and GTIN-14 of a single thing as EAN-13; a GS1 link's product too. @see GS1 General Specifications 5.2, GS1 Digital Link 1.2 */
export function asEan13(text: string): string {
  const [, linked] = /\/01\/(\d{14})(?:[/?#]|$)/.exec(text) ?? [];
  const digits = linked ?? text.replace(/\D/g, '');
  return digits.length === 12 ? `0${digits}` : digits.length === 14 && digits.startsWith('0') ? digits.slice(1) : digits;
}
