import type { Random } from '../../src/core/shared/random.ts';
import type { Box } from '../../src/core/looks/displays/glyph-boxes.ts';
import { GLYPHS } from '../../src/core/looks/displays/glyph-reader.ts';

type Stroke = readonly [x0: number, y0: number, x1: number, y1: number];

/** Segments that are lit, as datasheets name them: a top, b right above, c right below, d bottom, e left below, f left above, g middle. */
const SEVEN: Readonly<Record<string, string>> = {
  0: 'abcdef', 1: 'bc', 2: 'abged', 3: 'abgcd', 4: 'fgbc', 5: 'afgcd', 6: 'afgedc', 7: 'abc', 8: 'abcdefg', 9: 'abfgcd', A: 'abcefg', b: 'cdefg', C: 'adef', d: 'bcdeg', E: 'adefg', F: 'aefg', H: 'bcefg', h: 'cefg', L: 'def', P: 'abefg', t: 'defg', U: 'bcdef',
};
/** Other ways some are shown: 6 and 9 without tail, 7 with a hook. */
const SEVEN_TOO: Readonly<Record<string, string>> = { 6: 'fgedc', 9: 'abfgc', 7: 'abcf', 1: 'ef' };

/** 5 × 7 dots, row by row from the top; five bits a row. */
const DOTS: Readonly<Record<string, string>> = {
  0: 'ehjlphe', 1: '4c4444e', 2: 'eh1248v', 3: 'v2421he', 4: '26aiv22', 5: 'vgu11he', 6: '68guhhe', 7: 'v124888', 8: 'ehhehhe', 9: 'ehhf12c', A: 'ehhvhhh', b: 'gguhhhu', C: 'ehggghe', d: '11fhhhf', E: 'vgguggv', F: 'vgguggg', H: 'hhhvhhh', h: 'ggmphhh', L: 'ggggggv', P: 'uhhuggg', t: '88s8896', U: 'hhhhhhe',
};

/** Plain strokes, as LCD panels print them: points of lines, x and y from 0 to 9; lines are parted by spaces. */
const STROKES: Readonly<Record<string, string>> = {
  0: '306093966939060330', 1: '135090', 2: '0220608363 6309 0999', 3: '0110609284654465 456587886919', 4: '6007 0797 6069', 5: '900004 04548587692909', 6: '70300509698685450506', 7: '009029', 8: '20607284642402 2464866979290624', 9: '95549404 0402006080909589', A: '0940 4099 2676', b: '000969875404', C: '91602005275999', d: '9099 943406073999', E: '900009 0999 0474', F: '900009 0474', H: '0009 9099 0595', h: '0009 056494 9499', L: '000999', P: '0900 00609164 6404', t: '4047 0373', U: '000769299790',
};

export interface RenderedGlyph {
  readonly lights: Uint8Array;
  readonly side: number;
  readonly box: Box;
}

/** Side of the canvas that signs are drawn on. */
const SIDE = 56;

/** A sign as some display shows it and some camera sees it; `undefined` draws what is none. */
export function renderGlyph(glyph: string | undefined, random: Random): RenderedGlyph {
  const between = (low: number, high: number) => low + (high - low) * random();
  const kind = random();
  const known = glyph ?? GLYPHS[Math.floor(random() * GLYPHS.length)]!;
  const shapes = kind < 0.7 ? sevenSegments(known, random) : kind < 0.85 ? dots(known) : plain(known);
  const width = kind < 0.7 ? between(0.42, 0.66) : between(0.5, 0.8);
  const place = { height: between(24, 40), slant: kind < 0.7 ? between(-0.04, 0.24) : between(-0.03, 0.03), turn: between(-0.17, 0.17), x: between(22, 34), y: between(24, 32) };
  const thick = kind < 0.7 ? between(0.045, 0.1) : kind < 0.85 ? between(0.055, 0.075) : between(0.04, 0.085);
  const [cos, sin] = [Math.cos(place.turn), Math.sin(place.turn)];
  const at = (x: number, y: number): [number, number] => {
    const px = (x - 0.5) * width * place.height - (y - 0.5) * place.slant * place.height, py = (y - 0.5) * place.height;
    return [place.x + cos * px - sin * py, place.y + sin * px + cos * py];
  };
  const drawn = (strokes: readonly Stroke[]) => strokes.map(([x0, y0, x1, y1]): Stroke => [...at(x0, y0), ...at(x1, y1)]);
  let lit = drawn(shapes.lit);
  const unlit = drawn(shapes.unlit);
  if (glyph === undefined) lit = spoilt(lit, random);
  const [ground, light, ghost, soft, noise] = [between(5, 110), between(150, 250), random() < 0.4 ? between(0.03, 0.2) : 0, between(0.7, 3.2), between(0, 14)];
  const half = thick * place.height;
  const lights = new Uint8Array(SIDE * SIDE);
  const [tiltX, tiltY] = [between(-0.5, 0.5), between(-0.5, 0.5)];
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const glow = Math.max(cover(lit, x, y, half, soft), ghost > 0 ? ghost * cover(unlit, x, y, half, soft) : 0);
      lights[y * SIDE + x] = Math.max(0, Math.min(255, ground + tiltX * x + tiltY * y + (light - ground) * glow + noise * (random() + random() + random() - 1.5)));
    }
  }
  const reach = half + soft * between(-0.3, 0.5);
  const xs = lit.flatMap(([x0, , x1]) => [x0, x1]), ys = lit.flatMap(([, y0, , y1]) => [y0, y1]);
  const jitter = () => between(-0.05, 0.05) * place.height;
  const box = { left: Math.max(0, Math.round(Math.min(...xs) - reach + jitter())), top: Math.max(0, Math.round(Math.min(...ys) - reach + jitter())), right: Math.min(SIDE, Math.round(Math.max(...xs) + reach + jitter())), bottom: Math.min(SIDE, Math.round(Math.max(...ys) + reach + jitter())) };
  return { lights, side: SIDE, box: { ...box, right: Math.max(box.left + 2, box.right), bottom: Math.max(box.top + 8, box.bottom) } };
}

/** What is no sign: parts of one, two run together, loose strokes. */
function spoilt(lit: readonly Stroke[], random: Random): Stroke[] {
  const anywhere = () => 10 + 36 * random();
  const loose = Array.from({ length: 1 + Math.floor(random() * 4) }, (): Stroke => [anywhere(), anywhere(), anywhere(), anywhere()]);
  const kind = random();
  if (kind < 0.5) return loose;
  const shift = (random() < 0.5 ? -1 : 1) * (12 + 10 * random());
  return kind < 0.75 ? [...lit, ...loose.slice(0, 2)] : [...lit, ...lit.map(([x0, y0, x1, y1]): Stroke => [x0 + shift, y0, x1 + shift, y1])];
}

function sevenSegments(glyph: string, random: Random): { lit: Stroke[]; unlit: Stroke[] } {
  const gap = 0.07 * random();
  const ends: Readonly<Record<string, Stroke>> = { a: [0, 0, 1, 0], b: [1, 0, 1, 0.5], c: [1, 0.5, 1, 1], d: [0, 1, 1, 1], e: [0, 0.5, 0, 1], f: [0, 0, 0, 0.5], g: [0, 0.5, 1, 0.5] };
  const shortened = ([x0, y0, x1, y1]: Stroke): Stroke => [x0 + (x1 - x0) * gap, y0 + (y1 - y0) * gap * 2, x1 - (x1 - x0) * gap, y1 - (y1 - y0) * gap * 2];
  const on = random() < 0.15 ? (SEVEN_TOO[glyph] ?? SEVEN[glyph]!) : SEVEN[glyph]!;
  const of = (isOn: boolean) => Object.keys(ends).filter((segment) => on.includes(segment) === isOn).map((segment) => shortened(ends[segment]!));
  return { lit: of(true), unlit: of(false) };
}

function dots(glyph: string): { lit: Stroke[]; unlit: Stroke[] } {
  const [lit, unlit]: [Stroke[], Stroke[]] = [[], []];
  [...DOTS[glyph]!].forEach((row, y) => {
    for (let x = 0; x < 5; x += 1) (parseInt(row, 32) & (16 >> x) ? lit : unlit).push([x / 4, y / 6, x / 4, y / 6]);
  });
  return { lit, unlit };
}

function plain(glyph: string): { lit: Stroke[]; unlit: Stroke[] } {
  const lit = STROKES[glyph]!.split(' ').flatMap((line) => {
    const points = [...line.matchAll(/\d\d/g)].map(([point]) => [Number(point[0]) / 9, Number(point[1]) / 9] as const);
    return points.slice(1).map(([x, y], i): Stroke => [points[i]![0], points[i]![1], x, y]);
  });
  return { lit, unlit: [] };
}

/** How much of a pixel is covered by strokes of this half width, with soft edges; [0, 1]. */
function cover(strokes: readonly Stroke[], x: number, y: number, half: number, soft: number): number {
  let nearest = Infinity;
  for (const [x0, y0, x1, y1] of strokes) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    const [ex, ey] = [x - x0 - along * dx, y - y0 - along * dy];
    nearest = Math.min(nearest, ex * ex + ey * ey);
  }
  return Math.max(0, Math.min(1, 0.5 - (Math.sqrt(nearest) - half) / (2 * soft)));
}
