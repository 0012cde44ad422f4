/** Rating plates as a phone or a kiosk photographs them: for tests and benchmarks. */
import sharp from 'sharp';
import type { Random } from '../core/shared/random.ts';

export interface Label {
  readonly zh: string;
  readonly en: string;
  /** As it is printed: `K1`. */
  readonly model: string;
}

export interface LabelPhoto {
  readonly image: Buffer;
  readonly what: string;
}

const FACES = ['DejaVu Sans', 'DejaVu Serif', 'Liberation Sans', 'Liberation Serif', 'Noto Sans CJK SC'] as const;
/** Print and ground: black on silver or white, white on black, grey on cream. */
const INKS = [['#17181a', '#c9ccce'], ['#101010', '#fbfbf8'], ['#f4f4f0', '#1d1f22'], ['#3c3a36', '#efe8d8']] as const;
const WALLS = ['#b7ab98', '#8d97a0', '#e9e4da', '#5f6b66'] as const;

/** A plate with a thing's name, model and electrical data: turned, seen from the side, near or far, in uneven light, a little blurred. JPEG. */
export async function renderLabel({ zh, en, model }: Label, random: Random, { width = 1_280, height = 960 } = {}): Promise<LabelPhoto> {
  const between = (low: number, high: number) => low + (high - low) * random();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const face = pick(FACES);
  const [ink, ground] = pick(INKS);
  const [size, turn, lean, blur] = [between(0.55, 1.25), between(-18, 18), between(-8, 8), between(0.3, 1.3)];
  const rows = pick([
    [[40, zh], [30, en], [30, `型号 Model: ${model}`], [24, `额定电压 ${pick(['220', '230'])} V~  50 Hz  ${pick(['45', '800', '1500', '1800'])} W`]],
    [[44, en], [28, `MODEL ${model}`], [22, 'INPUT 100-240V~ 50/60Hz 0.5A'], [22, 'Made in China']],
    [[36, zh], [34, `产品型号：${model}`], [24, '执行标准 GB 4706.1'], [22, `生产日期 20${pick(['24', '25', '26'])}年${pick(['03', '07', '11'])}月`]],
  ] as const satisfies readonly (readonly (readonly [number, string])[])[]);
  const serial = String(Math.floor(random() * 1e9)).padStart(9, '0');
  let y = 26;
  const text = [...rows, [20, `S/N ${serial}`] as const].map(([points, words], i) => {
    y += points * 1.55;
    return `<text x="28" y="${y}" font-size="${points}" font-family="${face}, Noto Sans CJK SC" font-weight="${i === 0 ? 700 : 400}" fill="${ink}">${words}</text>`;
  }).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="light" x1="${random()}" y1="0" x2="${random()}" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="${between(0, 0.3)}"/><stop offset="1" stop-color="#000" stop-opacity="${between(0, 0.35)}"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="${pick(WALLS)}"/><g transform="translate(${width / 2 + between(-60, 60)} ${height / 2 + between(-50, 50)}) rotate(${turn}) skewX(${lean}) scale(${size}) translate(-330 -${(y + 40) / 2})"><rect width="660" height="${y + 40}" rx="14" fill="${ground}"/>${text}</g><rect width="${width}" height="${height}" fill="url(#light)"/></svg>`;
  const image = await sharp(Buffer.from(svg)).removeAlpha().linear(between(0.7, 1.1), between(-8, 8)).blur(blur).jpeg({ quality: Math.round(between(60, 92)) }).toBuffer();
  return { image, what: `${model}, ${face}, ${ink} on ${ground}, ${turn.toFixed(0)}°, size ${size.toFixed(2)}, blur ${blur.toFixed(1)}` };
}
