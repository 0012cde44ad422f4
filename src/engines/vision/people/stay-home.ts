/**
 * Lets nothing of this thread leave its origin. NOTICE: @mediapipe/tasks-vision 1.1.0 posts usage figures to its maker once a minute, and has no switch for it; the
 * content security policy of our own pages forbids it too, but she also lives in pages of others.
 */
export function stayHome(): void {
  const ask = self.fetch.bind(self);
  self.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input), self.location.href);
    const isOwn = url.origin === self.location.origin || url.protocol === 'blob:' || url.protocol === 'data:';
    return isOwn ? ask(input, init) : Promise.resolve(new Response(null, { status: 204 }));
  };
}
