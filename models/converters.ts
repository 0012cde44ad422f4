import { convertFsmn } from './fsmn/convert.ts';
import { tokenReadings } from './fsmn/syllables.ts';

/** From published files, in the order of the manifest's `from`, to the one the page loads. */
export type Converter = (sources: readonly Uint8Array[]) => Uint8Array;

export const CONVERTERS: Readonly<Record<string, Converter>> = {
  'fsmn-network': ([network, normalisation]) => convertFsmn(network!, new TextDecoder().decode(normalisation)),
  'fsmn-tokens': ([tokens]) => tokenReadings(new TextDecoder().decode(tokens)),
};
