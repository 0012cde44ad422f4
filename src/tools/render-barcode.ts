/** Digits of the left half in odd and even parity; of the right half the odd ones mirrored. @see ISO/IEC 15420 */
const ODD = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'] as const;
const EVEN = ODD.map((bits) => [...bits].reverse().map((bit) => (bit === '0' ? '1' : '0')).join(''));
const RIGHT = ODD.map((bits) => [...bits].map((bit) => (bit === '0' ? '1' : '0')).join(''));
const PARITY = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL'] as const;
const QUIET = 11;

/** An EAN-13 as an SVG of 117 modules, with its quiet zones. @param code thirteen digits @param module width of a bar, in pixels */
export function ean13Svg(code: string, module: number): string {
  if (!/^\d{13}$/.test(code)) throw new RangeError('an EAN-13 has thirteen digits');
  const digits = [...code].map(Number);
  const left = digits.slice(1, 7).map((digit, i) => (PARITY[digits[0]!]![i] === 'L' ? ODD : EVEN)[digit]!).join('');
  const bits = `101${left}01010${digits.slice(7).map((digit) => RIGHT[digit]!).join('')}101`;
  const bars = [...bits].map((bit, i) => (bit === '1' ? `<rect x="${QUIET + i}" y="4" width="1" height="56"/>` : '')).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 117 74" width="${117 * module}" height="${74 * module}"><rect width="117" height="74" fill="#fff"/>${bars}<text x="58" y="71" text-anchor="middle" font-family="sans-serif" font-size="11">${code}</text></svg>`;
}
