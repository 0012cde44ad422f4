/** The part of NLP.js that the benchmark uses; the packages bring no types. */
declare module '@nlpjs/nlp' {
  export class Nlp {
    constructor(settings: Readonly<Record<string, unknown>>);
    readonly container: { use(plugin: unknown): void };
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ readonly intent?: string }>;
  }
}
declare module '@nlpjs/lang-en-min' {
  export const LangEn: unknown;
}
