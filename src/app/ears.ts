// temporary
import { Store } from '../runtime/store.ts';
export class Ears { level = new Store(0); constructor(_: { send: (event: import("../core/conversation/conversation.ts").ConversationEvent) => void; [key: string]: unknown }) {} queueLoading(_: string) {} forget() {} leftovers(): string[] { return []; } async setMicrophone(_: boolean) {} [Symbol.dispose]() {} }
