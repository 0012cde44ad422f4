/** Why a camera that works shows nothing of use. */
export type CameraTrouble = 'covered' | 'dark' | 'upside-down';

/** How light a picture is, [0, 255]: the mean of its pixels, and their standard deviation. */
export interface Light {
  readonly mean: number;
  readonly spread: number;
}

export interface CameraHealth {
  readonly trouble: CameraTrouble | undefined;
  /** What the last pictures said, and since when, in ms. */
  readonly suspected: CameraTrouble | undefined;
  readonly sinceMs: number;
  /** Faces seen only with the picture turned over, in a row. */
  readonly turnedFaces: number;
}

export const HEALTHY: CameraHealth = { trouble: undefined, suspected: undefined, sinceMs: 0, turnedFaces: 0 };

/** Nothing but one colour: tape, a hand, a lid; a wall in the light varies more. */
const ONE_COLOUR = 5;
const BLACK = 10;
const DARK = 32;
/** So long a trouble must last before it is told, in ms: somebody leans over the kiosk. */
const CONFIRM_MS = 5_000;
const TURNED_FACES = 3;

/** @param light of the picture @param faces seen in it @param isTurned it was turned over before it was looked at */
export function cameraHealthStep(health: CameraHealth, { light, faces, isTurned, atMs }: { readonly light: Light; readonly faces: number; readonly isTurned: boolean; readonly atMs: number }): CameraHealth {
  const turnedFaces = faces === 0 ? health.turnedFaces : isTurned ? health.turnedFaces + 1 : 0;
  const suspected = light.spread < ONE_COLOUR || light.mean < BLACK ? 'covered' : light.mean < DARK ? 'dark' : turnedFaces >= TURNED_FACES ? 'upside-down' : undefined;
  const sinceMs = suspected === health.suspected ? health.sinceMs : atMs;
  const isSure = suspected === undefined || suspected === 'upside-down' || atMs - sinceMs >= CONFIRM_MS;
  return { trouble: isSure ? suspected : health.trouble, suspected, sinceMs, turnedFaces };
}
