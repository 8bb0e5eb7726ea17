/**
 * The same stream, ended in good order when `signal` fires: an open event stream would otherwise hold the server open,
 * and a cut connection looks like an error to the page instead of a pause before it connects again.
 */
export function endingWith(signal: AbortSignal, stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let stop = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      stop = () => {
        signal.removeEventListener('abort', stop);
        controller.close();
        void reader.cancel();
      };
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) stop();
      else controller.enqueue(value);
    },
    cancel(reason) {
      signal.removeEventListener('abort', stop);
      return reader.cancel(reason);
    },
  });
}
