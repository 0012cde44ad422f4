/**
 * Sent with every answer: everything from this origin only, isolated so that wasm may use threads.
 * `wasm-unsafe-eval` compiles WebAssembly; `blob:` is for audio worklets and files the visitor shows.
 * @param livekit address of LiveKit for browsers, the one other place that pages may connect to: ws(s) for calls, http(s) to make ready for them
 * @param embeds origins of pages that may show this server's in a frame
 */
export function securityHeaders(livekit?: string, embeds: readonly string[] = []): Readonly<Record<string, string>> {
  const calls = livekit ? ` ${livekit} ${livekit.replace(/^ws/, 'http')}` : '';
  return {
    'Content-Security-Policy': [
      "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self' blob:", `connect-src 'self' data: blob:${calls}`,
      "img-src 'self' data: blob:", "media-src 'self' blob:", "style-src 'self' 'unsafe-inline'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", ["frame-ancestors 'self'", ...embeds].join(' '),
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'microphone=(self), camera=(self), geolocation=(), payment=()',
  };
}
