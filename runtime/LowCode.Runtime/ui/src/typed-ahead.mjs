// Keys that were pressed before the field was there that they are meant for: { key, shiftKey }, or { text } of an input method.
export const lined = /^(.|Enter|Tab|Escape|Backspace|Delete|F2|Home|End|Page(Up|Down)|Arrow\w+)$/u;
export const textOf = ahead => ahead?.text ?? (ahead?.key.length === 1 ? ahead.key : '');
export const isText = ahead => textOf(ahead) !== '' || ahead?.key === 'Backspace';

/** Writes the letters at the head of the line into an input, as if they were typed now, and takes them from it. */
export function write(input, keys) {
  let text = '';
  while (textOf(keys[0])) text += textOf(keys.shift());
  const erase = !text && keys.shift();
  if (!/^(text|tel|url|email|search|textarea)$/.test(input.type)) return;
  const { selectionStart: from, selectionEnd: to } = input;
  input.setRangeText(text, erase && from === to ? Math.max(0, from - 1) : from, to, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export const press = (on, { key, shiftKey }) => on.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));

/** Presses what was pressed on a canvas before its script was there (behaviours/ahead.mjs), where it was pressed, in the same turn: each key then means what the one before has led to. */
export function pressAhead(desk) {
  for (const { target, key, altKey, ctrlKey, metaKey, shiftKey } of desk.pressedAhead ?? [])
    if (target.isConnected) target.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }));
  delete desk.pressedAhead;
}
