import { findText, type TextPart } from '../../../core/looks/printed/find-text.ts';
import { mirrored, patchOf, type Picture } from '../../../core/looks/picture.ts';
import type { PrintedWord } from '../../../core/looks/printed/printed-names.ts';
import { Failure } from '../../../core/shared/failure.ts';
import type { Reading } from './contract.ts';

/** The part of Tesseract's API that is used. @see tesseract-ocr baseapi.h */
interface TesseractApi {
  Init(path: null, languages: string, engine: number): number;
  SetVariable(name: string, value: string): boolean;
  SetImageFile(exif: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
  Clear(): void;
}

/** What the package gives once its WebAssembly runs. */
export interface TesseractModule {
  readonly FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void };
  readonly TessBaseAPI: new () => TesseractApi;
}

export interface LanguageData {
  /** As Tesseract names it: `eng`, `chi_sim`. */
  readonly language: string;
  /** A `.traineddata` file, unpacked. */
  readonly data: Uint8Array;
}

/** Latin letters, which models are written in, and simplified Han. */
export const TEXT_LANGUAGES = ['eng', 'chi_sim'] as const;

/** Pictures come no larger than this on the longer side, in pixels: small print on a large photo. */
export const LONGEST_SIDE = 2_000;

/** LSTM only. @see tesseract OcrEngineMode */
const LSTM_ONLY = 1;
/** Text anywhere, in no order. @see tesseract PageSegMode 11 */
const SPARSE_TEXT = '11';
/** Where the package's `SetImageFile` reads from. */
const INPUT = '/input';
const WORD_LEVEL = '5';

/** What is read this surely counts; of so many letters, digits and Han characters (which count twice) the picture is the right way round. */
const CLEAR = 0.8;
const ENOUGH_SIGNS = 8;
const LEAST_WORD = 3;

/** Reads what is printed on things. No thread, no transport. */
export class TextReader {
  readonly #module: TesseractModule;
  readonly #api: TesseractApi;

  /** @throws Failure `load-failed` for data that Tesseract does not take */
  constructor(module: TesseractModule, languages: readonly LanguageData[]) {
    this.#module = module;
    for (const { language, data } of languages) module.FS.writeFile(`${language}.traineddata`, data);
    this.#api = new module.TessBaseAPI();
    if (this.#api.Init(null, languages.map(({ language }) => language).join('+'), LSTM_ONLY) !== 0) throw new Failure('load-failed', 'the data of the text reader is not readable');
    this.#api.SetVariable('tessedit_pageseg_mode', SPARSE_TEXT);
  }

  /** Words in a picture, turned up to 45 degrees; as in a mirror, where it cannot be read as it is. Some half a second to two seconds. */
  read(picture: Picture): Reading {
    const part = findText(picture);
    if (!part) return { words: [], isReversed: false };
    const patch = patchOf(picture, part);
    const words = this.#wordsOf(patch, part);
    const signs = clearSigns(words);
    if (signs >= ENOUGH_SIGNS) return { words, isReversed: false };
    const reversed = this.#wordsOf(mirrored(patch), part);
    const isReversed = clearSigns(reversed) >= Math.max(ENOUGH_SIGNS, 2 * signs + 1);
    return { words: isReversed ? reversed : words, isReversed };
  }

  #wordsOf(patch: Picture, part: TextPart): PrintedWord[] {
    const { FS } = this.#module;
    FS.writeFile(INPUT, greyMap(patch, part));
    try {
      this.#api.SetImageFile(1, 0);
      if (this.#api.Recognize(null) !== 0) throw new Failure('run-failed', 'the text reader could not read');
      return wordsOf(this.#api.GetTSVText(0));
    } finally {
      // Nothing of the picture stays.
      this.#api.Clear();
      FS.unlink(INPUT);
    }
  }
}

/** Letters and digits of words that were read surely and are long enough not to be there by chance. */
function clearSigns(words: readonly PrintedWord[]): number {
  return words.filter(({ confidence }) => confidence >= CLEAR).reduce((sum, { text }) => {
    const letters = text.match(/[\p{sc=Latin}\d]/gu)?.length ?? 0;
    return sum + (letters >= LEAST_WORD ? letters : 0) + 2 * (text.match(/\p{sc=Han}/gu)?.length ?? 0);
  }, 0);
}

/** A picture's file that Tesseract's library reads without unpacking, dark on light. @see PGM, netpbm */
function greyMap({ width, height, data }: Picture, { isBright }: TextPart): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + width * height);
  file.set(head);
  for (let i = 0; i < width * height; i += 1) file[head.length + i] = isBright ? 255 - data[4 * i]! : data[4 * i]!;
  return file;
}

/** @see tesseract TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text */
function wordsOf(tsv: string): PrintedWord[] {
  const words: PrintedWord[] = [];
  const lines = new Map<string, number>();
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const text = cells[11]?.trim();
    if (cells[0] !== WORD_LEVEL || !text) continue;
    const key = cells.slice(1, 5).join('.');
    const line = lines.get(key) ?? lines.size;
    lines.set(key, line);
    words.push({ text, confidence: Math.max(0, Number(cells[10])) / 100, line });
  }
  return words;
}
