import { html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** A QR code of an address, dark on light, with the quiet zone that readers want. @param label what it leads to */
export function qrCode(address: string, label: string): TemplateResult {
  const { data, size } = encode(address, { border: 2, ecc: 'M' });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges"><rect width=${size} height=${size} fill="#fff"/><path d=${path} fill="#10231c"/></svg>`;
}
