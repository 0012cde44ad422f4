/** A ticket as this tab remembers it, so that a page loaded again in the middle goes on. */
export interface KeptTicket {
  readonly id: string;
  readonly secret: string;
  readonly hasCamera: boolean;
}

export interface ServerAnswer {
  /** 0 when the server was not reached. */
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 3_000;
const KEY = 'yingbin-ticket';
const DEVICE = 'yingbin-device';

/** Asks the server of the hand-over; once more when it was not reached. @param body undefined for GET */
export async function askServer(path: string, body: unknown, { secret }: { readonly secret?: string } = {}): Promise<ServerAnswer> {
  const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(secret ? { authorization: `Bearer ${secret}` } : {}), ...deviceKey() };
  for (let i = 0; i < 2; i += 1) {
    try {
      const response = await fetch(path, { method: body === undefined ? 'GET' : 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), signal: AbortSignal.timeout(TIMEOUT_MS) });
      return { status: response.status, body: await response.json().catch(() => ({})) };
    } catch {
      // once more
    }
  }
  return { status: 0, body: {} };
}

/** Asks for something of the visitor's own ticket. */
export function askTicket({ id, secret }: Pick<KeptTicket, 'id' | 'secret'>, what: string, body: unknown = {}): Promise<ServerAnswer> {
  return askServer(`/api/handover/tickets/${id}/${what}`, body, { secret });
}

export function keepTicket(ticket: KeptTicket | undefined): void {
  if (ticket) sessionStorage.setItem(KEY, JSON.stringify(ticket));
  else sessionStorage.removeItem(KEY);
}

export function keptTicket(): KeptTicket | undefined {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as KeptTicket);
}

/** Keeps the key that a shop gives its kiosk by opening it once with `?device=…`. */
export function keepDeviceKey(key: string): void {
  localStorage.setItem(DEVICE, key);
}

/** The device's own key, where the shop gave it one. */
function deviceKey(): Record<string, string> {
  const key = localStorage.getItem(DEVICE);
  return key === null ? {} : { 'x-device-key': key };
}
