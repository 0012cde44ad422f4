// NOTICE: soundswallower 0.6.3 imports blob-polyfill, which reads `document` and so breaks in a module worker.
export const Blob = globalThis.Blob;
