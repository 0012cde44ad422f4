/** Types both sides of the worker that looks at products share. */
import type { DisplayCode } from '../../../core/looks/displays/read-display.ts';
import type { Look, Recognition } from '../../../core/looks/lineup.ts';
import type { LampColour } from '../../../core/shared/lamp.ts';
import type { Quality } from '../../../core/looks/quality.ts';
import type { Outcome } from '../../../core/shared/failure.ts';
import type { LoadProgress } from '../../../ports/engine.ts';
import type { ModelFile } from '../../../runtime/model-store.ts';

export interface ProductsSetup {
  /** The network, and the shop's gallery (an absolute address), or what was taught (a gallery's file): without network and one of them, codes are all that is read. */
  readonly network: ModelFile | undefined;
  readonly galleryUrl: string | undefined;
  readonly taught: Uint8Array | undefined;
  /** Codes that the displays of what the shop sells show, such as `E3`. */
  readonly displayCodes: readonly string[];
  /** Lamps of what the shop sells say what is wrong. */
  readonly hasLamps: boolean;
}

export interface LookRequest {
  /** Transferred; closed by the worker. */
  readonly picture: ImageBitmap;
  /** `scan`: only codes and quality, for pictures that come many times a second; `look`: which product it is; `learn`: how it looks, for a gallery. */
  readonly purpose: 'scan' | 'look' | 'learn';
}

export interface ReadCode {
  /** As ZXing names it: `EAN13`, `QRCode`. */
  readonly format: string;
  readonly text: string;
  /** Whether it was seen as in a mirror; undefined for codes that look alike either way. */
  readonly isReversed?: boolean;
}

/** What a picture of a product tells, in order of certainty. */
export interface SeenProduct {
  readonly codes: readonly ReadCode[];
  readonly display: DisplayCode | undefined;
  /** Colour of the lamp that glows. */
  readonly lamp: LampColour | undefined;
  readonly recognition: Recognition | undefined;
  readonly quality: Quality;
  /** For the purpose `learn`. */
  readonly learnt?: Learnt;
  /** For the purpose `look`: the picture itself, smaller, as a data URL. */
  readonly photo?: string;
}

/** A picture as a gallery keeps it. */
export interface Learnt {
  readonly look: Look;
  /** Small, as a data URL. */
  readonly thumbnail: string;
}

export interface ProductsWorkerApi {
  load(setup: ProductsSetup, onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  run(request: LookRequest): Promise<Outcome<SeenProduct>>;
}
