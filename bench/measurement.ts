/** What a benchmark gives: figures by name, and every case they can be recounted from. */
export interface Measurement {
  readonly figures: Readonly<Record<string, number>>;
  readonly cases: readonly Case[];
  readonly settings: Readonly<Record<string, string | number>>;
}

export interface Case {
  /** Name of the figure the case counts towards. */
  readonly figure: string;
  readonly input: string;
  readonly expected: string | number | null;
  readonly got: string | number;
}

/** What an area is made of: each part is measured, and its result kept, by itself. */
export type Parts = Readonly<Record<string, () => Promise<Measurement>>>;

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
