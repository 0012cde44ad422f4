/** Sentence -> vector of unit length; sentences of one meaning lie close together. */
export interface Encoder {
  encode(text: string): Float32Array | Promise<Float32Array>;
}
