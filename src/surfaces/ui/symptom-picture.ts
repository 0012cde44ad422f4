import { html, svg, type TemplateResult } from 'lit';
import type { Fault } from '../../core/knowledge/shop-pack.ts';
import type { Language } from '../../core/shared/language.ts';
import type { Symptom } from '../../core/shared/symptom.ts';
import { line } from './icon.ts';
import { productPicture } from './product-picture.ts';

const SLASH = 'M8 8l32 32';

const SIGNS: Readonly<Record<Symptom, string>> = {
  'no-power': `M24 6v15M14 13a16 16 0 1 0 20 0${SLASH}`,
  'not-hot': `M24 6c2 8 12 12 12 23a12 12 0 0 1-24 0c0-6 4-9 6-13 2 3 3 4 6 5 1-5 0-10 0-15z${SLASH}`,
  scale: 'M24 7v34M9 16l30 16M39 16 9 32',
  leak: 'M24 6c8 11 12 17 12 23a12 12 0 0 1-24 0c0-6 4-12 12-23z',
  steam: 'M8 9h32M14 40c-6-8 6-13 0-22M24 40c-6-8 6-13 0-22M34 40c-6-8 6-13 0-22',
  smell: 'M8 14c6-8 11 6 17-2s9-1 14-3M8 27c6-8 11 6 17-2s9-1 14-3M8 40c6-8 11 6 17-2s9-1 14-3',
  uncooked: 'M6 23h36c0 10-6 16-18 16S6 33 6 23zM16 14v-4M24 15V8M32 14v-4',
  'no-charge': `M5 15h31v18H5zM41 21v6M23 17l-6 8h7l-5 6`,
  battery: 'M5 15h31v18H5zM41 21v6M11 21v6',
  stuck: 'M41 24a17 17 0 1 1-34 0 17 17 0 0 1 34 0zM18 18l12 12M30 18 18 30',
  dirty: 'M7 39h34M10 30c4-4 7 4 11 0M33 6 26 22M20 22h14l4 10H16z',
  bluetooth: 'M13 15l22 17-11 9V7l11 8-22 17',
  silent: 'M6 19h8l11-9v28l-11-9H6zM33 18l10 12M43 18 33 30',
  weak: 'M24 7v30M12 26l12 13 12-13',
  'no-mist': `M14 34h20a8 8 0 0 0 0-16 11 11 0 0 0-21 3 7 7 0 0 0 1 13z${SLASH}`,
  noise: 'M5 24h7l5-13 8 27 6-20 3 6h9',
};

/** The drawing of a product with a sign of what is wrong with it: the code on its display, or what one sees, hears or smells. */
export function symptomPicture(picture: string, tint: string, { code, picture: symptom, symptom: words }: Fault, language: Language): TemplateResult {
  const sign = code ? html`<b class="code">${code}</b>` : symptom ? html`<b class="sign"><svg viewBox="0 0 48 48" aria-hidden="true">${svg`${line(SIGNS[symptom])}`}</svg></b>` : '';
  return html`<div class="pic symptom">${productPicture(picture, tint, words[language])}${sign}</div>`;
}
