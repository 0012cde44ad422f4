import { shrunk, type Picture } from '../picture.ts';
import { groupBy } from '../../shared/group-by.ts';
import { boxesOf, grown, lightsOf, rowsOf, standingOut, type Box } from './glyph-boxes.ts';
import { GLYPHS, glyphOf, NO_GLYPH, type GlyphReader } from './glyph-reader.ts';

export interface DisplayCode {
  /** One of the list that was asked for. */
  readonly code: string;
  /** Geometric mean of its signs' probabilities, in (0, 1]. */
  readonly probability: number;
}

/** How a character of a code may look on a display; what is not here cannot be read. */
const SHOWN_AS: Readonly<Record<string, string>> = { A: 'A', B: 'b8', C: 'C', D: 'd0', E: 'E', F: 'F', H: 'Hh', I: '1', L: 'L', O: '0', P: 'P', S: '5', T: 't', U: 'U' };
const GLYPH_INDEX = new Map<string, number>(GLYPHS.map((glyph, i) => [glyph, i]));

/** Longer sides that a picture is read at, in pixels: displays fill it, or are small in it. */
const SIDES = [420, 840] as const;
/** Strokes this many pixels apart belong to one sign; each is tried. */
const GROWTHS = [0, 1, 2, 4] as const;
/** … and this much further up and down, where no other sign is near. */
const growthDown = (growth: number) => 2 * growth + 1;
/** Turns that are tried where nothing is read upright, in degrees. */
const TURNS = [0, -8, 8, -16, 16] as const;
const POLARITIES = ['bright', 'dark'] as const;
const LEAST_HEIGHT = 20;
const MOST_SIGNS = 6;
/** Below this a code is not told, nor where another of the list comes this close, in nats a sign. */
const LEAST_PROBABILITY = 0.75;
const CLEAR_BY = 0.7;
/** A longer code that holds another needs this share of its votes. */
const LONGER_SHARE = 0.4;
/** What only one way of joining strokes makes a code of is none: stripes on a carton. */
const LEAST_VOTES = 1.6;

/**
 * The code on a display of seven segments, dots or plain strokes.
 * @param codes that the shop knows, such as `E3`; others are told too when they are a letter and a number
 */
export function readDisplay(picture: Picture, codes: readonly string[], reader: GlyphReader): DisplayCode | undefined {
  const wanted = [...codes.filter((code) => !USUAL_CODES.has(code)).flatMap(signsOf), ...USUAL];
  for (const side of SIDES) {
    const smaller = shrunk(picture, side);
    const { width, height } = smaller;
    const upright = POLARITIES.map((polarity) => lightsOf(smaller, polarity));
    for (const turn of TURNS) {
      const found = upright.flatMap((lights) => readLights(turn === 0 ? lights : turned(lights, width, height, turn), width, height, wanted, reader));
      const elected = elect(found);
      // A code that was read upright and large needs no turning and no closer look.
      if (elected) return elected;
    }
  }
  return undefined;
}

/** The code that most ways of joining strokes agree on; one that goes on where another ends is heard first. */
function elect(found: readonly DisplayCode[]): DisplayCode | undefined {
  const votes = [...groupBy(found, ({ code }) => code)].map(([code, all]) => ({ code, votes: all.reduce((sum, { probability }) => sum + probability, 0), probability: Math.max(...all.map(({ probability }) => probability)) })).sort((a, b) => b.votes - a.votes);
  const [first] = votes;
  if (!first || first.votes < LEAST_VOTES) return undefined;
  const { code, probability } = votes.find((other) => other.code.length > first.code.length && other.code.includes(first.code) && other.votes >= LONGER_SHARE * first.votes) ?? first;
  return { code, probability };
}

interface WantedCode {
  readonly code: string;
  /** Classes that each of its signs may have. */
  readonly signs: readonly (readonly number[])[];
}

/** A code as a display shows it; nothing where it cannot be read. */
function signsOf(code: string): WantedCode[] {
  const signs = [...code].map((char) => [...(SHOWN_AS[char.toUpperCase()] ?? (/\d/.test(char) ? char : ''))].map((glyph) => GLYPH_INDEX.get(glyph)!));
  return signs.length >= 2 && signs.every(({ length }) => length > 0) ? [{ code, signs }] : [];
}

/** What most displays show when something is wrong: a letter and a number. */
const USUAL_CODES = new Set([...'AbCdEFHLPUt'].flatMap((letter) => Array.from({ length: 110 }, (_, i) => `${letter}${i < 10 ? i : String(i - 10).padStart(2, '0')}`)));
const USUAL = [...USUAL_CODES].flatMap(signsOf);

function readLights(lights: Uint8Array, width: number, height: number, wanted: readonly WantedCode[], reader: GlyphReader): DisplayCode[] {
  const mask = standingOut(lights, width, height);
  // Without its shades: the shine of a lamp and segments that are off are no strokes.
  const strokes = mask.data.map((value) => 255 * value);
  const seen = new Map<string, Float32Array>();
  const read = (box: Box): Float32Array => {
    const key = `${box.left},${box.top},${box.right},${box.bottom}`;
    const known = seen.get(key) ?? reader.read(glyphOf(strokes, width, height, box));
    seen.set(key, known);
    return known;
  };
  return GROWTHS.flatMap((growth) => {
    const boxes = boxesOf(grown(mask, growth, growthDown(growth))).map(({ left, top, right, bottom }): Box => ({ left: left + growth, top: top + growthDown(growth), right: right - growth, bottom: bottom - growthDown(growth) }));
    return rowsOf(boxes, { leastHeight: LEAST_HEIGHT, most: MOST_SIGNS }).flatMap((row) => match(row.map(read), wanted) ?? []);
  });
}

/** The code that a row of signs shows: whole, or beside signs of another kind (a unit, a lamp). */
function match(signs: readonly Float32Array[], wanted: readonly WantedCode[]): DisplayCode | undefined {
  const isNone = signs.map((sign) => Math.exp(sign[NO_GLYPH]!) > 0.5);
  /** Where a code of this length may begin. */
  const beginnings = signs.map((_, i) => Array.from({ length: signs.length - i }, (__, from) => from).filter((from) => isNone.every((none, at) => none || (at >= from && at <= from + i))));
  const scored = wanted.flatMap(({ code, signs: classes }) => (beginnings[classes.length - 1] ?? []).map((from) => (
    { code, score: classes.reduce((sum, each, i) => sum + Math.max(...each.map((c) => signs[from + i]![c]!)), 0) / classes.length }
  ))).sort((a, b) => b.score - a.score);
  const [first] = scored;
  if (!first || Math.exp(first.score) < LEAST_PROBABILITY) return undefined;
  const rival = scored.find(({ code }) => code.toUpperCase() !== first.code.toUpperCase());
  return rival && first.score - rival.score < CLEAR_BY ? undefined : { code: first.code, probability: Math.exp(first.score) };
}

/** Turned about the middle; what comes in from outside is the nearest edge. @param degrees clockwise */
function turned(lights: Uint8Array, width: number, height: number, degrees: number): Uint8Array {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const out = new Uint8Array(lights.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const sx = Math.max(0, Math.min(width - 1, Math.round(width / 2 + cos * dx + sin * dy)));
      const sy = Math.max(0, Math.min(height - 1, Math.round(height / 2 - sin * dx + cos * dy)));
      out[y * width + x] = lights[sy * width + sx]!;
    }
  }
  return out;
}
