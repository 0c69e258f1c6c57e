// A page as far as the browser libraries need one: jsdom's window under the names that they look for.
import { JSDOM, VirtualConsole } from 'jsdom';

export function page() {
  const { window } = new JSDOM('<!doctype html><title>Start</title>', {
    url: 'https://shop.example/start?utm_source=mail',
    referrer: 'https://search.example/',
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
  });
  // What Node has too must be the window's own, or jsdom does not take it for its own.
  const own = ['navigator', 'Blob', 'CustomEvent', 'Event', 'EventTarget', 'AbortController', 'AbortSignal'];
  const names = Object.getOwnPropertyNames(window).filter((it) => own.includes(it) || !(it in globalThis));
  for (const name of [...names, 'window', 'self']) {
    const value = name === 'self' ? window : window[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
    globalThis[name] = window[name].bind(window);
  }
  window.fetch = globalThis.fetch;
  return window;
}

/** Until the condition holds; a library that is never done is reported, not waited for without end. */
export async function until(condition, what, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(`${what} did not happen within ${milliseconds} ms`);
    }
    await new Promise((next) => setTimeout(next, 50));
  }
}
