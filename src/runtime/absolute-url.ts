/** A built file's address, whole: inside a worker a relative one would be taken from the worker's own file. */
export function absoluteUrl(url: string): string {
  return new URL(url, globalThis.location.href).href;
}
