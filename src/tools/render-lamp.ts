/** Indicator lamps of household things as a phone or a kiosk photographs them: for tests and benchmarks. */
import sharp from 'sharp';
import type { LampColour } from '../core/shared/lamp.ts';
import type { Random } from '../core/shared/random.ts';

const LIGHTS: Readonly<Record<LampColour, readonly string[]>> = { red: ['#ff2a1f', '#ff4b3a'], amber: ['#ffae1a', '#ffc038'], green: ['#35ff4f', '#5dffa0'], blue: ['#2f7bff', '#4aa6ff'] };
const SHELLS = ['#f1efe9', '#d9dcdd', '#2a2c2f', '#17181a', '#7b868c', '#b9c7b4'] as const;

export interface LampPhoto {
  readonly image: Buffer;
  readonly what: string;
}

/** A thing's front with buttons and lamps, one of which is lit, or none. JPEG, 900 × 700. */
export async function renderLamp(lit: LampColour | undefined, random: Random): Promise<LampPhoto> {
  const [width, height] = [900, 700];
  const between = (low: number, high: number) => low + (high - low) * random();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const shell = pick(SHELLS);
  const [radius, turn, size, blur, dim] = [between(7, 15), between(-14, 14), between(0.7, 1.4), between(0.3, 1.4), between(0.55, 0.95)];
  const lamps = 1 + Math.floor(random() * 3);
  const which = Math.floor(random() * lamps);
  const light = lit ? pick(LIGHTS[lit]) : '';
  const spots = Array.from({ length: lamps }, (_, i) => {
    const x = 300 + i * 90;
    if (!lit || i !== which) return `<circle cx="${x}" cy="250" r="${radius}" fill="#000" opacity=".35"/><circle cx="${x}" cy="250" r="${radius * 0.8}" fill="#8b8f86" opacity=".5"/>`;
    return `<circle cx="${x}" cy="250" r="${radius * between(3, 5)}" fill="url(#glow)"/><circle cx="${x}" cy="250" r="${radius}" fill="${light}"/><circle cx="${x}" cy="250" r="${radius * between(0.3, 0.6)}" fill="#fff" opacity="${between(0.3, 0.9)}"/>`;
  }).join('');
  const buttons = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, i) => `<circle cx="${280 + i * 110}" cy="400" r="34" fill="${pick(['#445', '#667', '#b8bcc0', '#dfe2e4'])}" stroke="#0003" stroke-width="3"/>`).join('');
  // A room with less light than the lamp gives: the rest of the picture is darkened, not the lamp.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="glow"><stop offset="0" stop-color="${light || '#000'}" stop-opacity=".85"/><stop offset=".35" stop-color="${light || '#000'}" stop-opacity=".4"/><stop offset="1" stop-color="${light || '#000'}" stop-opacity="0"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="${pick(['#b7ab98', '#8d97a0', '#5f6b66', '#d7cfc2'])}"/><g transform="translate(${width / 2 + between(-80, 80)} ${height / 2 + between(-60, 60)}) rotate(${turn}) scale(${size}) translate(-450 -330)">
    <rect x="160" y="130" width="560" height="400" rx="46" fill="${shell}"/><text x="250" y="490" font-family="sans-serif" font-size="30" fill="${shell < '#4' ? '#ddd' : '#333'}">HOSHINO</text>${buttons}</g>
    <rect width="${width}" height="${height}" fill="#000" opacity="${1 - dim}"/><g transform="translate(${width / 2} ${height / 2}) rotate(${turn}) scale(${size}) translate(-450 -330)">${spots}</g></svg>`;
  const image = await sharp(Buffer.from(svg)).removeAlpha().linear(between(0.8, 1.05), between(-6, 6)).blur(blur).jpeg({ quality: Math.round(between(60, 92)) }).toBuffer();
  return { image, what: `${lit ?? 'none'} of ${lamps} on ${shell}, r ${radius.toFixed(0)} × ${size.toFixed(1)}, blur ${blur.toFixed(1)}, light ${dim.toFixed(1)}` };
}
