// Where the focus goes when what a person has just made is to be named.
import { isText, lined, write } from './typed-ahead.mjs';

/** The focus goes to the input that the server draws for the selector; what is typed until it is there is written into it. */
export function leadTo(selector) {
  const before = document.querySelector(selector), keys = [], stop = new AbortController(), until = performance.now() + 8000;
  const listen = { capture: true, signal: stop.signal };
  addEventListener('keydown', event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !lined.test(event.key)) return;
    keys.push({ key: event.key });
    event.preventDefault();
    event.stopImmediatePropagation();
  }, listen);
  addEventListener('pointerdown', () => stop.abort(), listen);
  const look = () => {
    const input = document.querySelector(selector);
    if (stop.signal.aborted) return;
    if (!input || input === before) return performance.now() > until ? stop.abort() : setTimeout(look, 25);
    stop.abort();
    input.focus();
    input.select();
    while (isText(keys[0])) write(input, keys);
  };
  look();
}
