/** Displays of household things as a phone or a kiosk photographs them: for tests and benchmarks, drawn otherwise than what the reader was trained on. */
import sharp from 'sharp';
import type { Random } from '../core/shared/random.ts';

/** Corners of each segment of a sign that is 60 wide and 100 high. */
const SEGMENTS: Readonly<Record<string, string>> = {
  a: '12,2 50,2 55,7 47,15 15,15 7,7', b: '57,10 60,15 58,42 53,47 45,40 47,18', c: '52,53 58,58 56,87 52,92 44,84 45,60', d: '45,86 51,94 46,98 8,98 3,93 12,86', e: '2,58 8,53 15,60 13,82 4,90 0,86', f: '4,12 12,18 15,40 8,47 2,42 2,16', g: '16,43.5 46,43.5 51,50 44,56.5 14,56.5 9,50',
};
const LIT: Readonly<Record<string, string>> = { 0: 'abcdef', 1: 'bc', 2: 'abdeg', 3: 'abcdg', 4: 'bcfg', 5: 'acdfg', 6: 'acdefg', 7: 'abc', 8: 'abcdefg', 9: 'abcdfg', A: 'abcefg', b: 'cdefg', C: 'adef', d: 'bcdeg', E: 'adefg', F: 'aefg', H: 'bcefg', L: 'def', P: 'abefg', t: 'defg', U: 'bcdef' };
/** Lamp and panel: red, green, amber, blue and white ones that glow; grey liquid crystal, dark on light. */
const LOOKS = [['#ff3b30', '#180a0a'], ['#5bff6a', '#0a140c'], ['#ffb340', '#17110a'], ['#58b6ff', '#0a1018'], ['#f2fbff', '#101316'], ['#1c241f', '#a9b8a0'], ['#20262a', '#c3ccc9']] as const;

export interface DisplayPhoto {
  readonly image: Buffer;
  readonly what: string;
}

/** @param code characters of LIT @returns a PNG's or JPEG's bytes */
export async function renderDisplay(code: string, random: Random, side = 900): Promise<DisplayPhoto> {
  const between = (low: number, high: number) => low + (high - low) * random();
  const look = Math.floor(random() * LOOKS.length);
  const [lamp, panel] = LOOKS[look]!;
  const [slant, ghost, pitch, size, turn, blur, glare] = [between(0, 10), random() < 0.5 ? between(0.03, 0.12) : 0, between(72, 84), between(0.5, 1.6), between(-9, 9), between(0.4, 2), between(0, 0.35)];
  const signs = [...code].map((char, i) => Object.entries(SEGMENTS).map(([name, points]) => {
    const isOn = LIT[char]!.includes(name);
    return isOn || ghost > 0 ? `<polygon points="${points}" transform="translate(${60 + i * pitch} 40)" fill="${lamp}" opacity="${isOn ? 1 : ghost}"/>` : '';
  }).join('')).join('');
  const width = 120 + code.length * pitch;
  const thing = `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round((width + 120) * size)}" height="${Math.round(340 * size)}" viewBox="-60 -60 ${width + 120} 340"><rect x="-60" y="-60" width="${width + 120}" height="340" rx="26" fill="${['#e9e6df', '#2b2d30', '#8f9aa0'][Math.floor(random() * 3)]}"/><rect x="0" y="0" width="${width}" height="180" rx="10" fill="${panel}"/><g transform="skewX(${-slant}) translate(${slant * 1.6} 0)">${signs}</g><circle cx="30" cy="230" r="16" fill="#556"/><circle cx="${width / 2}" cy="230" r="20" fill="#667"/><rect x="${width - 60}" y="216" width="44" height="26" rx="6" fill="#445"/></svg>`;
  const turned = await sharp(Buffer.from(thing)).affine([1, between(-0.06, 0.06), between(-0.06, 0.06), between(0.85, 1)], { background: '#b9b2a4' }).rotate(turn, { background: '#b9b2a4' }).png().toBuffer();
  const { width: w = 0, height: h = 0 } = await sharp(turned).metadata();
  const fitted = Math.max(w, h) > side - 20 ? await sharp(turned).resize(side - 20, side - 20, { fit: 'inside' }).png().toBuffer() : turned;
  const { width: fw = 0, height: fh = 0 } = await sharp(fitted).metadata();
  const lampShine = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><ellipse cx="${between(0.3, 0.7) * side}" cy="${between(0.3, 0.7) * side}" rx="110" ry="50" fill="#fff" opacity="${glare}"/></svg>`);
  const photo = await sharp({ create: { width: side, height: side, channels: 3, background: '#b9b2a4' } })
    .composite([{ input: fitted, left: Math.round(between(0, side - fw)), top: Math.round(between(0, side - fh)) }, { input: lampShine, left: 0, top: 0 }]).png().toBuffer();
  const image = await sharp(photo).linear(between(0.6, 1.1), between(-12, 12)).blur(blur).jpeg({ quality: Math.round(between(55, 92)) }).toBuffer();
  return { image, what: `${code}, ${lamp} on ${panel}, ${turn.toFixed(0)}°, size ${size.toFixed(1)}, blur ${blur.toFixed(1)}, glare ${glare.toFixed(1)}` };
}
