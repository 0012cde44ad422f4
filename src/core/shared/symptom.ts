/** What a thing that is broken may look like, as a picture shows it; a code on its display needs no name. */
export const SYMPTOMS = ['no-power', 'not-hot', 'scale', 'leak', 'steam', 'smell', 'uncooked', 'no-charge', 'battery', 'stuck', 'dirty', 'bluetooth', 'silent', 'weak', 'no-mist', 'noise'] as const;
export type Symptom = (typeof SYMPTOMS)[number];
