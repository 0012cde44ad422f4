import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import { drawingOf } from '../../shop/drawings.ts';

/** The drawing of a product. @param picture name of the family's drawing @param tint a colour like #a0b1c2 @param label what it shows */
export function productPicture(picture: string, tint: string, label: string): TemplateResult {
  // Our own constant drawings; the tint is checked there.
  return html`<svg viewBox="0 0 200 200" role="img" aria-label=${label}>${unsafeSVG(drawingOf(picture, tint))}</svg>`;
}
