// Keys that were pressed before the field was there that they are meant for: { key, shiftKey }.
export const lined = /^(.|Enter|Tab|Escape|Backspace|Delete|F2|Home|End|Page(Up|Down)|Arrow\w+)$/u;
export const isText = ahead => ahead?.key.length === 1 || ahead?.key === 'Backspace';

/** Writes the letters at the head of the line into an input, as if they were typed now, and takes them from it. */
export function write(input, keys) {
  let text = '';
  while (keys[0]?.key.length === 1) text += keys.shift().key;
  const erase = !text && keys.shift();
  if (!/^(text|tel|url|email|search|textarea)$/.test(input.type)) return;
  const { selectionStart: from, selectionEnd: to } = input;
  input.setRangeText(text, erase && from === to ? Math.max(0, from - 1) : from, to, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export const press = (on, { key, shiftKey }) => on.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
