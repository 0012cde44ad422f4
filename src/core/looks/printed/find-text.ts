import { boxesOf, heightOf, lightsOf, standingOut, widthOf, type Box, type Polarity } from '../displays/glyph-boxes.ts';
import { shrunk, type Patch, type Picture } from '../picture.ts';

/** Where text stands: a part of a picture in which its lines run from left to right. */
export interface TextPart extends Patch {
  /** Print that is lighter than its ground. */
  readonly isBright: boolean;
}

/** Letters are looked for at this size, in pixels on the longer side. */
const SIDE = 720;
/** What may be a letter, in pixels there. */
const LEAST_HEIGHT = 4;
const MOST_HEIGHT = 64;
/** Half the side of the square that a pixel is compared with, in pixels: a letter and what it is printed on. */
const NEIGHBOURHOOD = 16;
/** Fewer letters have no direction. */
const LEAST_LETTERS = 8;
const MOST_DEGREES = 45;
const STEP_DEGREES = 1.5;
/** Lines must stand out so much more when turned than as they are. */
const CLEARLY = 1.12;
/** A letter has so many others near it in its line, within this many letters' heights. */
const LEAST_NEIGHBOURS = 2;
const NEAR = 4;
/** Around the letters, in letters' heights. */
const MARGIN = 2.5;
/** Letters are enlarged to this height in pixels, as far as the part stays within what is read in time. */
const READ_HEIGHT = 30;
const MOST_PIXELS = 1_300_000;
const MOST_GROWTH = 3;

/**
 * Where the text of a picture stands and how it is turned, up to 45 degrees: letters of a line lie at one height when the picture is turned back.
 * @returns nothing where there are too few letters
 * @see Postl 1986, projection profiles, here of letters
 */
export function findText(picture: Picture): TextPart | undefined {
  const small = shrunk(picture, SIDE);
  const [darkWay, brightWay] = [directionOf(lettersOf(small, 'dark')), directionOf(lettersOf(small, 'bright'))];
  const isBright = brightWay.letters.length > darkWay.letters.length;
  const { degrees, letters, height } = isBright ? brightWay : darkWay;
  if (letters.length < LEAST_LETTERS) return undefined;
  const turn = turnOf(degrees);
  const places = letters.map((box) => turnedBack(box, turn));
  const [across, down] = [places.map((place) => place.across).sort(ascending), places.map((place) => place.down).sort(ascending)];
  const [left, right, top, bottom] = [across[0]!, across.at(-1)!, down[0]!, down.at(-1)!];
  const enlarged = Math.max(picture.width, picture.height) / Math.max(small.width, small.height);
  const [wide, high] = [(right - left + 2 * MARGIN * height) * enlarged, (bottom - top + 2 * MARGIN * height) * enlarged];
  const growth = Math.min(MOST_GROWTH, READ_HEIGHT / (height * enlarged), Math.sqrt(MOST_PIXELS / (wide * high)));
  const [u, v] = [((left + right) / 2) * enlarged, ((top + bottom) / 2) * enlarged];
  return { x: turn.cos * u - turn.sin * v, y: turn.sin * u + turn.cos * v, degrees, scale: 1 / growth, width: Math.round(wide * growth), height: Math.round(high * growth), isBright };
}

const ascending = (a: number, b: number) => a - b;

function lettersOf(picture: Picture, polarity: Polarity): Box[] {
  return boxesOf(standingOut(lightsOf(picture, polarity), picture.width, picture.height, NEIGHBOURHOOD)).filter((box) => {
    const height = heightOf(box);
    return height >= LEAST_HEIGHT && height <= MOST_HEIGHT && widthOf(box) <= 3 * height && widthOf(box) >= 0.1 * height;
  });
}

interface Turn {
  readonly cos: number;
  readonly sin: number;
}

function turnOf(degrees: number): Turn {
  return { cos: Math.cos((degrees * Math.PI) / 180), sin: Math.sin((degrees * Math.PI) / 180) };
}

/** Where a letter's middle lies once its picture is turned back. */
function turnedBack({ left, right, top, bottom }: Box, { cos, sin }: Turn): { readonly across: number; readonly down: number } {
  return { across: (cos * (left + right) + sin * (top + bottom)) / 2, down: (cos * (top + bottom) - sin * (left + right)) / 2 };
}

/** The turn that crowds letters into the fewest rows, and the letters that stand in lines then. */
function directionOf(boxes: readonly Box[]): { readonly degrees: number; readonly letters: readonly Box[]; readonly height: number } {
  if (boxes.length < LEAST_LETTERS) return { degrees: 0, letters: [], height: 0 };
  const height = boxes.map(heightOf).sort(ascending)[boxes.length >> 1]!;
  let best = { degrees: 0, score: alignment(boxes, 0, height) * CLEARLY };
  for (let degrees = -MOST_DEGREES; degrees <= MOST_DEGREES; degrees += STEP_DEGREES) {
    const score = alignment(boxes, degrees, height);
    if (score > best.score) best = { degrees, score };
  }
  const turn = turnOf(best.degrees);
  const places = boxes.map((box) => ({ ...turnedBack(box, turn), height: heightOf(box) }));
  const letters = boxes.filter((_, i) => {
    const { across, down, height: own } = places[i]!;
    return places.filter((other) => Math.abs(other.across - across) < NEAR * own && Math.abs(other.down - down) < 0.5 * own && other.height > 0.5 * own && other.height < 2 * own).length > LEAST_NEIGHBOURS;
  });
  return { degrees: best.degrees, letters, height };
}

/** How much letters' middles crowd into few rows, once turned back. */
function alignment(letters: readonly Box[], degrees: number, height: number): number {
  const turn = turnOf(degrees);
  const row = Math.max(1.5, height / 4);
  const rows = new Map<number, number>();
  for (const letter of letters) {
    const at = turnedBack(letter, turn).down / row;
    const below = Math.floor(at);
    // Shared between two rows, so that it does not matter where rows begin.
    rows.set(below, (rows.get(below) ?? 0) + 1 - (at - below));
    rows.set(below + 1, (rows.get(below + 1) ?? 0) + at - below);
  }
  let sum = 0;
  for (const count of rows.values()) sum += count * count;
  return sum;
}
