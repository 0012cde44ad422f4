import type { LampColour } from '../shared/lamp.ts';
import { boxesOf, heightOf, lightsOf, standingOut, widthOf, type Box } from './displays/glyph-boxes.ts';
import { shrunk, type Picture } from './picture.ts';

/** Lamps are looked for at this size, in pixels on the longer side. */
const SIDE = 480;
/** A lamp with its shine, across, in pixels there. */
const SMALLEST = 13;
const LARGEST = 72;
/** Half the side of the square that a pixel is compared with. */
const NEIGHBOURHOOD = 48;
/** Brightest channel of a lamp that is lit. */
const LEAST_LIGHT = 175;
/** … and by how much it outshines what it stands on, of 255. */
const OUTSHINES = 12;
/** Colour near the middle; further out it has faded to this share of that, and beside it to this: paint ends at once. */
const LEAST_COLOUR = 36;
const MOST_AT_RIM = 0.68;
const MOST_BESIDE = 0.4;
/** More spots of colour are a pattern. */
const MOST_SPOTS = 6;
/** Saturation (HSV) of what tells a lamp's colour. */
const LEAST_SATURATION = 0.25;

/** The colour of the one kind of lamp that glows in a picture; nothing where there is none, or where lamps of different colours glow. */
export function litLamp(picture: Picture): LampColour | undefined {
  const small = shrunk(picture, SIDE);
  const lights = lightsOf(small, 'bright');
  const colourful = chromaOf(small);
  const spots = boxesOf(standingOut(colourful, small.width, small.height, NEIGHBOURHOOD)).filter(isRound);
  if (spots.length > MOST_SPOTS) return undefined;
  const colours = new Set(spots.flatMap((spot) => glowOf(spot, small, lights, colourful) ?? []));
  return colours.size === 1 ? [...colours][0] : undefined;
}

function isRound(box: Box): boolean {
  const [width, height] = [widthOf(box), heightOf(box)];
  return Math.min(width, height) >= SMALLEST && Math.max(width, height) <= LARGEST && Math.max(width, height) <= 1.7 * Math.min(width, height);
}

/** Means over rings around a spot's middle: colour fades slowly where it shines. */
function glowOf(spot: Box, { width, height, data }: Picture, lights: Uint8Array, colourful: Uint8Array): LampColour | undefined {
  const [x0, y0] = [(spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2];
  const radius = Math.max(widthOf(spot), heightOf(spot)) / 2;
  const reach = Math.ceil(1.8 * radius);
  const core = new Mean(), half = new Mean(), rim = new Mean(), beside = new Mean(), ground = new Mean();
  let [hueX, hueY, weight] = [0, 0, 0];
  for (let y = Math.max(0, Math.floor(y0 - reach)); y < Math.min(height, y0 + reach); y += 1) {
    for (let x = Math.max(0, Math.floor(x0 - reach)); x < Math.min(width, x0 + reach); x += 1) {
      const distance = Math.hypot(x + 0.5 - x0, y + 0.5 - y0) / radius;
      const at = y * width + x;
      if (distance < 0.25) core.add(lights[at]!);
      else if (distance > 0.3 && distance < 0.55) half.add(colourful[at]!);
      else if (distance > 0.6 && distance < 0.8) rim.add(colourful[at]!);
      else if (distance > 1.3 && distance < 1.7) {
        beside.add(colourful[at]!);
        ground.add(lights[at]!);
      }
      if (distance > 0.7) continue;
      const [hue, saturation] = hueOf(data[4 * at]!, data[4 * at + 1]!, data[4 * at + 2]!);
      if (saturation < LEAST_SATURATION) continue;
      hueX += Math.cos(hue);
      hueY += Math.sin(hue);
      weight += 1;
    }
  }
  if (core.value < LEAST_LIGHT || core.value < ground.value + OUTSHINES || half.value < LEAST_COLOUR || rim.value > MOST_AT_RIM * half.value || beside.value > MOST_BESIDE * half.value) return undefined;
  // Its colour is one.
  return weight > 0 && Math.hypot(hueX, hueY) > 0.9 * weight ? colourOf(((Math.atan2(hueY, hueX) * 180) / Math.PI + 360) % 360) : undefined;
}

class Mean {
  #sum = 0;
  #count = 0;

  get value(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  add(value: number): void {
    this.#sum += value;
    this.#count += 1;
  }
}

/** @param degrees of the colour circle, red at 0 */
function colourOf(degrees: number): LampColour | undefined {
  if (degrees < 20 || degrees > 340) return 'red';
  if (degrees >= 25 && degrees < 65) return 'amber';
  if (degrees >= 80 && degrees < 170) return 'green';
  return degrees >= 190 && degrees < 260 ? 'blue' : undefined;
}

/** How far each pixel is from grey: a lamp stands out from a white shell by it, too. @returns [0, 255] */
function chromaOf({ width, height, data }: Picture): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => Math.max(data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!) - Math.min(data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!));
}

/** @see Smith 1978, HSV @returns hue in radians, saturation in [0, 1] */
function hueOf(r: number, g: number, b: number): [number, number] {
  const most = Math.max(r, g, b);
  return [Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b), most === 0 ? 0 : (most - Math.min(r, g, b)) / most];
}
