import sharp from 'sharp';
import type { Random } from '../core/shared/random.ts';
import { drawingOf } from '../shop/drawings.ts';

const SIDE = 480;
const ROOMS = ['#e9e4da', '#d7e0db', '#c9ccd1', '#b79f82', '#8d97a0', '#f3efe8', '#5f6b66'] as const;

/** What is drawn: a family's drawing in the product's tint, with the model's name on it as goods have. */
export interface Drawn {
  readonly id: string;
  readonly picture: string;
  readonly tint: string;
}

/** A photo-like picture of a drawn product: turned, tilted, near or far, in warm, cold, dim or bright light, before a shelf or a wall, a little blurred. JPEG, 480 × 480. */
export async function renderProduct({ id, picture, tint }: Drawn, random: Random): Promise<Buffer> {
  const between = (low: number, high: number) => low + (high - low) * random();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const scale = between(1.35, 2.1);
  const stripes = Array.from({ length: 5 }, () => `<rect x="${between(-40, SIDE)}" y="${between(0, SIDE)}" width="${between(40, 220)}" height="${between(12, 160)}" fill="${pick(ROOMS)}" opacity="${between(0.25, 0.8)}"/>`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}">
    <defs><linearGradient id="light" x1="${between(0, 1)}" y1="0" x2="${between(0, 1)}" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="${between(0, 0.35)}"/><stop offset="1" stop-color="#000" stop-opacity="${between(0, 0.35)}"/></linearGradient></defs>
    <rect width="${SIDE}" height="${SIDE}" fill="${pick(ROOMS)}"/>${stripes}
    <ellipse cx="${SIDE / 2}" cy="${SIDE * 0.86}" rx="${scale * 75}" ry="${scale * 12}" fill="#000" opacity="${between(0.08, 0.25)}"/>
    <g transform="translate(${SIDE / 2 + between(-30, 30)} ${SIDE / 2 + between(-24, 24)}) rotate(${between(-14, 14)}) skewX(${between(-9, 9)}) scale(${scale * between(0.88, 1.08)} ${scale}) translate(-100 -100)">
      ${drawingOf(picture, tint)}<g transform="translate(100 162)"><rect x="-17" y="-11" width="34" height="20" rx="4" fill="#fffdf9"/><text y="5" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="15" fill="#17312c">${id.toUpperCase().replace(/[^A-Z0-9-]/g, '')}</text></g>
    </g><rect width="${SIDE}" height="${SIDE}" fill="url(#light)"/></svg>`;
  const warmth = between(-0.12, 0.12);
  const gain = between(0.75, 1.2);
  return sharp(Buffer.from(svg)).removeAlpha().linear([gain * (1 + warmth), gain, gain * (1 - warmth)], [0, 0, 0]).blur(Math.max(0.3, between(-0.4, 1.1))).jpeg({ quality: Math.round(between(60, 92)) }).toBuffer();
}
