/** npx tsx models/display-reader/train.ts: trains the display reader on rendered signs and writes what the eyes read displays with. A few minutes. */
import { writeFileSync } from 'node:fs';
import { GLYPH_HIDDEN, GLYPH_INPUTS, glyphOf, GlyphReader, GLYPHS, NO_GLYPH } from '../../src/core/looks/displays/glyph-reader.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { encodeGlyphWeights } from './encode.ts';
import { renderGlyph } from './render-glyph.ts';

const EXAMPLES = 40_000;
const EPOCHS = 12;
const RATE = 0.03;
/** Share of examples that are no sign. */
const NONE = 0.14;

const random = seededRandom(5);
const draw = (): { input: Float32Array; label: number } => {
  const label = random() < NONE ? NO_GLYPH : Math.floor(random() * GLYPHS.length);
  const { lights, side, box } = renderGlyph(GLYPHS[label], random);
  return { input: glyphOf(lights, side, side, box), label };
};
const examples = Array.from({ length: EXAMPLES }, draw);
const unseen = Array.from({ length: 5_000 }, draw);

const classes = NO_GLYPH + 1;
const hiddenSize = GLYPH_HIDDEN * (GLYPH_INPUTS + 1);
const weights = Float32Array.from({ length: hiddenSize + classes * (GLYPH_HIDDEN + 1) }, (_, i) => (random() - 0.5) * (i < hiddenSize ? 0.16 : 0.3));
/** Reads with the weights as they are at each moment. */
const net = new GlyphReader(weights);
for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
  const rate = RATE * (1 - epoch / EPOCHS) ** 1.5;
  for (let i = 0; i < examples.length; i += 1) learn(examples[Math.floor(random() * examples.length)]!, rate);
  const reader = GlyphReader.decode(encodeGlyphWeights(weights));
  const right = unseen.filter(({ input, label }) => best(reader.read(input)) === label).length / unseen.length;
  console.log(`epoch ${epoch + 1}: ${(100 * right).toFixed(2)} % of unseen signs right, quantised`);
}
writeFileSync(new URL('../../src/engines/vision/displays/glyphs.bin', import.meta.url), encodeGlyphWeights(weights));

function learn({ input, label }: { input: Float32Array; label: number }, rate: number): void {
  const units = net.unitsOf(input);
  const logProbs = net.classify(units);
  const back = new Float32Array(GLYPH_HIDDEN);
  for (let c = 0; c < classes; c += 1) {
    const error = Math.exp(logProbs[c]!) - (c === label ? 1 : 0);
    const from = hiddenSize + c * (GLYPH_HIDDEN + 1);
    for (let unit = 0; unit < GLYPH_HIDDEN; unit += 1) {
      back[unit] = back[unit]! + error * weights[from + unit]!;
      weights[from + unit] = weights[from + unit]! - rate * error * units[unit]!;
    }
    weights[from + GLYPH_HIDDEN] = weights[from + GLYPH_HIDDEN]! - rate * error;
  }
  for (let unit = 0; unit < GLYPH_HIDDEN; unit += 1) {
    if (units[unit] === 0) continue;
    const from = unit * (GLYPH_INPUTS + 1), step = rate * back[unit]!;
    for (let i = 0; i < GLYPH_INPUTS; i += 1) weights[from + i] = weights[from + i]! - step * input[i]!;
    weights[from + GLYPH_INPUTS] = weights[from + GLYPH_INPUTS]! - step;
  }
}

function best(scores: Float32Array): number {
  return scores.indexOf(Math.max(...scores));
}
