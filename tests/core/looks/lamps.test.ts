import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { litLamp } from '../../../src/core/looks/lamps.ts';
import { LAMP_COLOURS } from '../../../src/core/shared/lamp.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';
import { readPicture } from '../../../src/tools/read-picture.ts';
import { renderLamp } from '../../../src/tools/render-lamp.ts';

const drawn = async (svg: string) => litLamp(await readPicture(await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${svg}</svg>`)).removeAlpha().blur(0.8).jpeg().toBuffer()));
const shine = (id: string, colour: string) => `<defs><radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity=".9"/><stop offset=".35" stop-color="${colour}" stop-opacity=".4"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>`;

describe('lamps', () => {
  test.each(LAMP_COLOURS)('%s is seen on light and dark things, and nothing where all are off', async (colour) => {
    const random = seededRandom(5);
    const seen = await Promise.all(Array.from({ length: 12 }, async () => litLamp(await readPicture((await renderLamp(colour, random)).image))));
    expect(seen.filter((each) => each === colour).length).toBeGreaterThanOrEqual(11);
    expect(seen.filter((each) => each !== colour && each !== undefined)).toEqual([]);
    expect(await Promise.all(Array.from({ length: 4 }, async () => litLamp(await readPicture((await renderLamp(undefined, random)).image))))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('paint is no light: a dot, a ring and a printed word that do not shine', async () => {
    const ground = '<rect width="640" height="480" fill="#777"/>';
    expect(await drawn(`${ground}<circle cx="300" cy="200" r="14" fill="#ff2a1f"/>`)).toBeUndefined();
    expect(await drawn(`${ground}<circle cx="300" cy="200" r="20" fill="none" stroke="#35ff4f" stroke-width="6"/>`)).toBeUndefined();
    expect(await drawn(`${ground}<text x="200" y="240" font-size="60" font-family="sans-serif" fill="#2f7bff">SALE</text>`)).toBeUndefined();
  });

  test('two lamps of one colour are that colour; of two colours, none is told', async () => {
    const lamp = (id: string, x: number, colour: string) => `${shine(id, colour)}<circle cx="${x}" cy="240" r="36" fill="url(#${id})"/><circle cx="${x}" cy="240" r="9" fill="${colour}"/><circle cx="${x}" cy="240" r="4" fill="#fff" opacity=".7"/>`;
    const ground = '<rect width="640" height="480" fill="#333"/>';
    expect(await drawn(`${ground}${lamp('a', 200, '#ff2a1f')}${lamp('b', 420, '#ff2a1f')}`)).toBe('red');
    expect(await drawn(`${ground}${lamp('a', 200, '#ff2a1f')}${lamp('b', 420, '#35ff4f')}`)).toBeUndefined();
  });
});
