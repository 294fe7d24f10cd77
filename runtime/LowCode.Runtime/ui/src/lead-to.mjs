// Where the focus goes when what a person has just made is to be named.
import { inlet } from './inlet.mjs';
import { isText, lined, write } from './typed-ahead.mjs';

/** The focus goes to the input that the server draws for the selector; what is typed until it is there is written into it. */
export function leadTo(selector) {
  const before = document.querySelector(selector), keys = [], stop = new AbortController(), until = performance.now() + 8000;
  const listen = { capture: true, signal: stop.signal };
  const from = document.activeElement;
  const ear = inlet(from?.closest('dialog') ?? document.body, from?.getAttribute('aria-label') ?? from?.textContent.trim() ?? '', text => keys.push({ text }));
  stop.signal.addEventListener('abort', () => ear.remove());
  if (from && from !== document.body) ear.cover(from);
  ear.focus();
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !lined.test(event.key)) return;
    keys.push({ key: event.key });
    event.preventDefault();
    event.stopImmediatePropagation();
  }, listen);
  addEventListener('pointerdown', () => stop.abort(), listen);
  const look = () => {
    const input = document.querySelector(selector);
    if (stop.signal.aborted) return;
    const there = input && input !== before;
    if (there && ear.composing) ear.cover(input);
    if (!there && performance.now() > until) return stop.abort();
    // a menu that closes gives the focus back to its button
    if (!there && !ear.focused) ear.focus();
    if (!there || ear.composing) return setTimeout(look, 25);
    input.focus();
    input.select();
    stop.abort();
    while (isText(keys[0])) write(input, keys);
  };
  look();
}
