declare module 'virtual:espeak' {
  /** Undefined when the optional package is not part of this build. */
  const createEspeak: import('../engines/tts/espeak/espeak.ts').CreateEspeak | undefined;
  export const dataUrl: string | undefined;
  export default createEspeak;
}
