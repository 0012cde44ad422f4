const INK = '#17312c';
const ACCENT = '#1b7f68';

/** One drawing a family, tinted like the product. Drawn by this project; 200 × 200 units. */
const DRAWINGS: Readonly<Record<string, (tint: string) => string>> = {
  kettle: (tint) => `
    <path d="M55 62c4-22 86-22 90 0l16 104a10 10 0 0 1-10 12H49a10 10 0 0 1-10-12z" fill="${tint}" stroke="${INK}" stroke-width="4"/>
    <path d="M60 76c-24-4-30 6-38 30" fill="none" stroke="${INK}" stroke-width="11" stroke-linecap="round"/>
    <path d="M142 72c34-8 46 30 24 74" fill="none" stroke="${ACCENT}" stroke-width="13" stroke-linecap="round"/>
    <rect x="84" y="28" width="32" height="18" rx="9" fill="${ACCENT}"/><path d="M52 134h98" stroke="${ACCENT}" stroke-opacity=".35" stroke-width="4"/>`,
  headphones: (tint) => `
    <path d="M38 118V98a62 62 0 0 1 124 0v20" fill="none" stroke="${tint}" stroke-width="16"/><path d="M38 118V98a62 62 0 0 1 124 0v20" fill="none" stroke="${INK}" stroke-width="3" stroke-dasharray="2 8" stroke-opacity=".4"/>
    <rect x="24" y="104" width="38" height="64" rx="18" fill="${tint}" stroke="${INK}" stroke-width="4"/><rect x="138" y="104" width="38" height="64" rx="18" fill="${tint}" stroke="${INK}" stroke-width="4"/>
    <rect x="54" y="112" width="14" height="48" rx="7" fill="${ACCENT}"/><rect x="132" y="112" width="14" height="48" rx="7" fill="${ACCENT}"/>`,
  speaker: (tint) => `
    <rect x="50" y="30" width="100" height="148" rx="44" fill="${tint}" stroke="${INK}" stroke-width="4"/><circle cx="100" cy="122" r="32" fill="#fffdf9" stroke="${INK}" stroke-width="4"/>
    <circle cx="100" cy="122" r="12" fill="${ACCENT}"/><circle cx="100" cy="66" r="14" fill="#fffdf9" stroke="${INK}" stroke-width="4"/>`,
  'rice-cooker': (tint) => `
    <rect x="32" y="74" width="136" height="98" rx="38" fill="${tint}" stroke="${INK}" stroke-width="4"/><path d="M36 92c4-48 124-48 128 0" fill="${tint}" stroke="${INK}" stroke-width="4"/>
    <path d="M70 56c4-24 56-24 60 0" fill="none" stroke="${INK}" stroke-width="9" stroke-linecap="round"/><rect x="76" y="112" width="48" height="34" rx="8" fill="${INK}"/><path d="M86 129h28" stroke="#7dffcf" stroke-width="5"/>`,
  'air-fryer': (tint) => `
    <path d="M48 50c0-16 104-16 104 0l8 116a10 10 0 0 1-10 10H50a10 10 0 0 1-10-10z" fill="${tint}" stroke="${INK}" stroke-width="4"/><rect x="58" y="96" width="84" height="58" rx="10" fill="#fffdf9" stroke="${INK}" stroke-width="4"/>
    <rect x="82" y="132" width="36" height="14" rx="7" fill="${ACCENT}"/><circle cx="82" cy="66" r="9" fill="${ACCENT}"/><circle cx="118" cy="66" r="9" fill="none" stroke="${INK}" stroke-width="4"/>`,
  'robot-vacuum': (tint) => `
    <ellipse cx="100" cy="120" rx="80" ry="46" fill="${tint}" stroke="${INK}" stroke-width="4"/><ellipse cx="100" cy="108" rx="80" ry="44" fill="${tint}" stroke="${INK}" stroke-width="4"/>
    <ellipse cx="100" cy="100" rx="26" ry="14" fill="#fffdf9" stroke="${INK}" stroke-width="4"/><path d="M40 124c30 22 90 22 120 0" stroke="${ACCENT}" stroke-width="6" fill="none"/>`,
  'stick-vacuum': (tint) => `
    <path d="M128 26 84 150" stroke="${tint}" stroke-width="14" stroke-linecap="round"/><path d="M128 26 84 150" stroke="${INK}" stroke-width="2" stroke-opacity=".4"/>
    <rect x="112" y="18" width="34" height="56" rx="16" transform="rotate(19 129 46)" fill="${tint}" stroke="${INK}" stroke-width="4"/><circle cx="127" cy="52" r="9" fill="${ACCENT}"/><path d="M48 158c0-14 72-14 72 0v12H48z" fill="${ACCENT}" stroke="${INK}" stroke-width="4"/>`,
  humidifier: (tint) => `
    <path d="M58 92c0-44 84-44 84 0l8 74a12 12 0 0 1-12 12H62a12 12 0 0 1-12-12z" fill="${tint}" stroke="${INK}" stroke-width="4"/><path d="M88 46c-6-14 14-16 6-30M112 46c-6-14 14-16 6-30" fill="none" stroke="${ACCENT}" stroke-opacity=".55" stroke-width="7" stroke-linecap="round"/>
    <circle cx="100" cy="146" r="10" fill="${ACCENT}"/><path d="M56 118h88" stroke="${ACCENT}" stroke-opacity=".35" stroke-width="4"/>`,
};

/** Names of the drawings there are. */
export const DRAWING_NAMES = Object.keys(DRAWINGS);

/** What stands inside an `svg` of 200 × 200 units. @param name of a family's drawing @param tint a colour like #a0b1c2; anything else is grey */
export function drawingOf(name: string, tint: string): string {
  return (DRAWINGS[name] ?? DRAWINGS['humidifier']!)(/^#[0-9a-f]{6}$/i.test(tint) ? tint : '#cccccc');
}
