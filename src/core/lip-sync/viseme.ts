/** The mouth shapes of VRM 1.0, by preset name, in the order every weight array of this project uses. */
export const VISEMES = ['aa', 'ih', 'ou', 'ee', 'oh'] as const;
export type Viseme = (typeof VISEMES)[number];
export const VISEME_COUNT = VISEMES.length;

/** Weights in [0, 1], one for each of VISEMES; all zero is a closed mouth. */
export type MouthShape = readonly [aa: number, ih: number, ou: number, ee: number, oh: number];

export const CLOSED: MouthShape = [0, 0, 0, 0, 0];
