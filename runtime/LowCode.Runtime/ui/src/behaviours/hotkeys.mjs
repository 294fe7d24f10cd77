// Single keys for screens that people work through by keyboard: the element with data-hotkey="j" is clicked when J is pressed
// outside of inputs and windows. Shown with KeyHint, so that people find them.
const editable = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length !== 1) return;
  if (event.target instanceof Element && event.target.closest(editable)) return;
  if (document.querySelector('dialog[open]')) return;
  const target = document.querySelector(`[data-hotkey="${CSS.escape(event.key.toLowerCase())}"]:not([disabled])`);
  if (!target) return;
  event.preventDefault();
  target.click();
});
