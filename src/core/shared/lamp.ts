/** Colours of indicator lamps that a picture tells apart; white ones look like any reflection. */
export const LAMP_COLOURS = ['red', 'amber', 'green', 'blue'] as const;
export type LampColour = (typeof LAMP_COLOURS)[number];
