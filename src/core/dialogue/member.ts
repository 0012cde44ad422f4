/** A product that the visitor bought, as the shop's systems say. */
export interface Owned {
  readonly id: string;
  /** Day, `YYYY-MM-DD`. */
  readonly bought: string;
}

/** What a visitor who identified herself brings with her, for this visit only. */
export interface Member {
  readonly owned: readonly Owned[];
  /** Ids of needs. */
  readonly preferences: readonly string[];
}

export const NO_MEMBER: Member = { owned: [], preferences: [] };
