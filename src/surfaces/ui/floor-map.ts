import { html, nothing, svg, type TemplateResult } from 'lit';
import type { MapArea } from '../../core/knowledge/shop-pack.ts';
import type { Language } from '../../core/shared/language.ts';

/** Between the way and the shelf it passes, in hundredths of the floor's width. */
const AISLE = 4;
/** Of the names of areas, in hundredths of the floor's width, as in `.plan` of the card; then in ems: a line, and a letter's width. */
const FONT_SIZE = { aisle: 4.2, label: 2.8 } as const;
const LINE = 1.15;
const LETTER = 0.56;
/** What a name leaves free at each side of its area, in hundredths of the floor's width. */
const MARGIN = 0.8;

/** The plan of one floor with the way to an area: from where the visitor stands, or from the lift of another floor. */
export function floorMap(map: readonly MapArea[], floor: number, target: string, language: Language): TemplateResult {
  const areas = map.filter((area) => area.floor === floor);
  const goal = areas.find(({ id }) => id === target);
  const here = areas.find(({ kind }) => kind === 'here');
  const start = goal && startOf(here ?? areas.find(({ kind }) => kind === 'lift'), goal);
  const room = areas.find(({ kind }) => kind === 'room');
  const { x, y, width, height } = room ?? { x: 0, y: 0, width: 100, height: 64 };
  return html`<svg class="plan" viewBox="${x - 1} ${y - 1} ${width + 2} ${height + 2}" role="img" aria-label=${goal?.name[language] ?? ''}>
    ${room ? svg`<rect class="room" x=${x} y=${y} width=${width} height=${height} rx="3"/>` : ''}
    ${areas.filter(({ kind }) => kind !== 'room' && kind !== 'here').map((area) => areaOf(area, area.id === target, language))}
    ${goal && start ? svg`<path class="way" d=${wayTo(goal, start)}/><circle class="halo" cx=${start.x} cy=${start.y} r="3"/><circle class="here" cx=${start.x} cy=${start.y} r="1.5"/>` : ''}
    ${here ? svg`<text class="label" x=${here.x + 4.5} y=${here.y + 0.2}>${here.name[language]}</text>` : ''}
  </svg>`;
}

function areaOf({ kind, name, x, y, width, height }: MapArea, isGoal: boolean, language: Language) {
  const kindOfText = kind === 'shelf' ? 'aisle' : 'label';
  const size = FONT_SIZE[kindOfText];
  const inside = width - 2 * MARGIN;
  const lines = linesOf(name[language], inside / size);
  return svg`<g class=${isGoal ? 'goal' : kind}>
    <rect x=${x} y=${y} width=${width} height=${height} rx="1.6"/>
    ${lines.map((line, i) => svg`<text class=${kindOfText} x=${x + width / 2} y=${y + height / 2 + (i - (lines.length - 1) / 2) * LINE * size} textLength=${emsOf(line) * size > inside ? inside : nothing} lengthAdjust="spacingAndGlyphs">${line}</text>`)}
  </g>`;
}

/** Words in lines of at most so many ems; a word that is longer has a line of its own. */
function linesOf(name: string, ems: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && emsOf(longer) > ems) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

/** About how wide a text is, in ems: Chinese characters fill one each. */
function emsOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 1 : LETTER), 0);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of the side of an area that looks towards the goal. */
function startOf(area: MapArea | undefined, goal: MapArea): Point | undefined {
  return area && { x: area.x + area.width / 2, y: area.y + (middleOf(goal) < middleOf(area) ? 0 : area.height) };
}

function middleOf({ y, height }: MapArea): number {
  return y + height / 2;
}

/** Along the aisle beside the goal, then to its edge. */
function wayTo(goal: MapArea, { x, y }: Point): string {
  const isAbove = middleOf(goal) < y;
  const edge = isAbove ? goal.y + goal.height : goal.y;
  const aisle = edge + (isAbove ? AISLE : -AISLE);
  const toX = goal.x + goal.width / 2;
  return `M${x} ${y}V${aisle}H${toX}V${edge}`;
}
