/**
 * The part of WASI preview 1 that a command with in-memory files needs: arguments, clock, standard output and files
 * that exist only in this object. Source: WebAssembly/WASI, phases/snapshot/docs.md.
 */
const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NO_ENTRY = 44;
const SEEK_IN_PIPE = 70;
const ROOT = 3;
const CREATE = 1;
const TRUNCATE = 8;

interface MemoryFile { bytes: Uint8Array; length: number }
interface OpenFile { readonly file: MemoryFile; at: number }

class ProcessExit extends Error {}

export interface CommandResult {
  readonly output: string;
  /** Files the command wrote, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Runs a WASI command once, in a fresh instance. @throws whatever the command traps with */
export function runCommand(module: WebAssembly.Module, args: readonly string[]): CommandResult {
  const files = new Map<string, MemoryFile>();
  const open = new Map<number, OpenFile>();
  const text = new TextDecoder();
  const encodedArgs = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  let memory: WebAssembly.Memory;
  let nextDescriptor = ROOT + 1;
  let output = '';
  const view = () => new DataView(memory.buffer);
  const bytes = () => new Uint8Array(memory.buffer);
  const buffers = (list: number, count: number) => Array.from({ length: count }, (_, i) => {
    const start = view().getUint32(list + 8 * i, true);
    return bytes().subarray(start, start + view().getUint32(list + 8 * i + 4, true));
  });
  const setSize = (at: number, value: number) => view().setUint32(at, value, true);

  const imports = {
    args_sizes_get(countAt: number, sizeAt: number) {
      setSize(countAt, encodedArgs.length);
      setSize(sizeAt, encodedArgs.reduce((sum, arg) => sum + arg.length, 0));
      return SUCCESS;
    },
    args_get(pointersAt: number, bufferAt: number) {
      let at = bufferAt;
      for (const [i, arg] of encodedArgs.entries()) {
        setSize(pointersAt + 4 * i, at);
        bytes().set(arg, at);
        at += arg.length;
      }
      return SUCCESS;
    },
    environ_sizes_get(countAt: number, sizeAt: number) {
      setSize(countAt, 0);
      setSize(sizeAt, 0);
      return SUCCESS;
    },
    environ_get: () => SUCCESS,
    clock_time_get(_id: number, _precision: bigint, at: number) {
      view().setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true);
      return SUCCESS;
    },
    fd_close(descriptor: number) {
      open.delete(descriptor);
      return SUCCESS;
    },
    fd_fdstat_get(descriptor: number, at: number) {
      bytes().fill(0, at, at + 24);
      view().setUint8(at, descriptor < ROOT ? 2 : descriptor === ROOT ? 3 : 4); // character device, directory, file
      view().setBigUint64(at + 8, 0xffffffffffffffffn, true);
      view().setBigUint64(at + 16, 0xffffffffffffffffn, true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: () => SUCCESS,
    fd_prestat_get(descriptor: number, at: number) {
      if (descriptor !== ROOT) return BAD_DESCRIPTOR;
      setSize(at, 0);
      setSize(at + 4, 1);
      return SUCCESS;
    },
    fd_prestat_dir_name(_descriptor: number, at: number) {
      bytes()[at] = 0x2e; // "."
      return SUCCESS;
    },
    fd_read(descriptor: number, list: number, count: number, sizeAt: number) {
      const handle = open.get(descriptor);
      let total = 0;
      for (const target of handle ? buffers(list, count) : []) {
        const { file, at } = handle!;
        const part = file.bytes.subarray(at, Math.min(file.length, at + target.length));
        target.set(part);
        handle!.at += part.length;
        total += part.length;
      }
      setSize(sizeAt, total);
      return handle || descriptor === 0 ? SUCCESS : BAD_DESCRIPTOR;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, at: number) {
      const handle = open.get(descriptor);
      if (!handle) return SEEK_IN_PIPE;
      handle.at = Number(offset) + (whence === 0 ? 0 : whence === 1 ? handle.at : handle.file.length);
      view().setBigUint64(at, BigInt(handle.at), true);
      return SUCCESS;
    },
    fd_write(descriptor: number, list: number, count: number, sizeAt: number) {
      const handle = open.get(descriptor);
      let total = 0;
      for (const part of buffers(list, count)) {
        if (handle) append(handle, part);
        else output += text.decode(part);
        total += part.length;
      }
      setSize(sizeAt, total);
      return SUCCESS;
    },
    path_open(_root: number, _follow: number, nameAt: number, nameLength: number, flags: number, _rights: bigint, _inherited: bigint, _fdFlags: number, at: number) {
      const name = text.decode(bytes().slice(nameAt, nameAt + nameLength));
      let file = files.get(name);
      if (!file && !(flags & CREATE)) return NO_ENTRY;
      if (!file || flags & TRUNCATE) {
        file = { bytes: new Uint8Array(1 << 18), length: 0 };
        files.set(name, file);
      }
      open.set(nextDescriptor, { file, at: 0 });
      setSize(at, nextDescriptor);
      nextDescriptor += 1;
      return SUCCESS;
    },
    proc_exit(code: number) {
      throw new ProcessExit(`exit code ${code}`);
    },
  };

  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: imports });
  memory = instance.exports['memory'] as WebAssembly.Memory;
  try {
    (instance.exports['_start'] as () => void)();
  } catch (error) {
    if (!(error instanceof ProcessExit)) throw error;
  }
  return { output, files: new Map([...files].map(([name, file]) => [name, file.bytes.slice(0, file.length)])) };
}

function append(handle: OpenFile, part: Uint8Array): void {
  const { file } = handle;
  const end = handle.at + part.length;
  if (end > file.bytes.length) {
    const larger = new Uint8Array(Math.max(file.bytes.length * 2, end + 65_536));
    larger.set(file.bytes.subarray(0, file.length));
    file.bytes = larger;
  }
  file.bytes.set(part, handle.at);
  handle.at = end;
  file.length = Math.max(file.length, end);
}
