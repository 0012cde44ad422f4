import { expose } from 'comlink';

export interface FakeWorker {
  readonly worker: Worker;
  crash(message: string): void;
  readonly terminated: boolean;
}

/** A `Worker` made of a MessageChannel: the real Comlink wire, no thread. */
export function fakeWorker<Api extends object>(api: Api): FakeWorker {
  const { port1, port2 } = new MessageChannel();
  expose(api, port2 as unknown as Parameters<typeof expose>[1]);
  const errors = new EventTarget();
  let terminated = false;
  const target = (type: string): EventTarget => (type === 'message' ? port1 : errors);
  const worker = {
    postMessage: (message: unknown, transfer: Transferable[]) => port1.postMessage(message, transfer),
    addEventListener: (type: string, listener: EventListener) => target(type).addEventListener(type, listener),
    removeEventListener: (type: string, listener: EventListener) => target(type).removeEventListener(type, listener),
    start: () => port1.start(),
    terminate() {
      terminated = true;
      port1.close();
      port2.close();
    },
  } as unknown as Worker;
  return { worker, crash: (message) => void errors.dispatchEvent(Object.assign(new Event('error'), { message })), get terminated() { return terminated; } };
}
