// NOTICE: Symbol.dispose is missing before Chrome 134, Safari 26 and Node 18.18; remove when those are out of support.
const symbols = Symbol as { dispose?: symbol };
symbols.dispose ??= Symbol('Symbol.dispose');
