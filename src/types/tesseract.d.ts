/** The package has no types of its own (tesseract.js-core 7.0.0). */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  const load: (options: { readonly wasmBinary: Uint8Array; readonly printErr: (text: string) => void }) => Promise<import('../engines/vision/text/text-reader.ts').TesseractModule>;
  export default load;
}
