/** npm run kernels: writes src/engines/intent/kernels/kernels.wasm.ts from the text beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import createWabt from 'wabt';

const FOLDER = fileURLToPath(new URL('../src/engines/intent/kernels/', import.meta.url));
export const KERNELS_FILE = `${FOLDER}kernels.wasm.ts`;

/** The module that carries the machine code of the kernels. */
export async function assembleKernels(): Promise<string> {
  const wabt = await createWabt();
  const parsed = wabt.parseWat('kernels.wat', readFileSync(`${FOLDER}kernels.wat`, 'utf8'), { simd: true });
  const { buffer } = parsed.toBinary({});
  parsed.destroy();
  return `/** Written by \`npm run kernels\` from kernels.wat; base64. */\nexport const KERNELS =\n  '${Buffer.from(buffer).toString('base64')}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(KERNELS_FILE, await assembleKernels());
