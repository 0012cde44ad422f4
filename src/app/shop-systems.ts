import type { Lookup, LookupResult } from '../core/reply/reply-plan.ts';
import type { Bilingual } from '../core/shared/language.ts';
import type { ShopSystems } from '../ports/shop-systems.ts';

export interface ShopSystemsOptions {
  /** One question: its kind, and the slots as JSON (docs/shop-systems.openapi.yaml). */
  readonly post: (kind: string, body: string, signal: AbortSignal) => Promise<Response>;
  /** How long one try may take, in ms. */
  readonly timeoutMs: number;
  readonly tries: number;
}

/** Longest value that is shown or said, in characters. */
const LONGEST = 200;
const MOST_ROWS = 8;
const MOST_ITEMS = 50;

export const SHOP_SYSTEMS_DEFAULTS: ShopSystemsOptions = {
  post: (kind, body, signal) => fetch(`/api/shop/${kind}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal }),
  timeoutMs: 2_500, tries: 2,
};

/** The shop's systems over HTTP. What they answer is data from outside: checked, cut to size, shown as text. */
export function createShopSystems(options: Partial<ShopSystemsOptions> = {}): ShopSystems {
  const { post, timeoutMs, tries } = { ...SHOP_SYSTEMS_DEFAULTS, ...options };
  return {
    async ask({ kind, slots }: Lookup, { signal } = {}): Promise<LookupResult> {
      // An appointment must not be made twice because an answer was lost.
      const most = kind === 'appointment' ? 1 : tries;
      for (let i = 0; i < most; i += 1) {
        try {
          const limit = AbortSignal.timeout(timeoutMs);
          const response = await post(kind, JSON.stringify(slots), signal ? AbortSignal.any([signal, limit]) : limit);
          if (response.ok) return { outcome: 'found', ...contentOf(await response.json()) };
          if (response.status === 404) return { outcome: 'missing', ...contentOf(await response.json().catch(() => ({}))) };
        } catch {
          if (signal?.aborted) break;
        }
      }
      return { outcome: 'down', fields: {}, rows: [] };
    },
  };
}

function contentOf(body: unknown): Pick<LookupResult, 'fields' | 'rows' | 'member'> {
  const { fields, rows, products, preferences } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return {
    fields: Object.fromEntries(Object.entries((fields ?? {}) as Record<string, unknown>).flatMap(([name, value]) => (isBilingual(value) ? [[name, cut(value)]] : []))),
    rows: listOf(rows).slice(0, MOST_ROWS).flatMap((row: unknown) => (Array.isArray(row) && isBilingual(row[0]) && isBilingual(row[1]) ? [[cut(row[0]), cut(row[1])] as const] : [])),
    member: {
      owned: listOf(products).flatMap((product) => {
        const { id, bought } = (product ?? {}) as { id?: unknown; bought?: unknown };
        return typeof id === 'string' && typeof bought === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(bought) ? [{ id: id.slice(0, LONGEST), bought }] : [];
      }),
      preferences: listOf(preferences).filter((id): id is string => typeof id === 'string'),
    },
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ITEMS) : [];
}

function isBilingual(value: unknown): value is Bilingual {
  const { zh, en } = (value ?? {}) as Partial<Bilingual>;
  return typeof zh === 'string' && typeof en === 'string';
}

function cut({ zh, en }: Bilingual): Bilingual {
  return { zh: zh.slice(0, LONGEST), en: en.slice(0, LONGEST) };
}
