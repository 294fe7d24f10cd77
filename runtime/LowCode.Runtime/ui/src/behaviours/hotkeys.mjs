// Single keys for screens that people work through by keyboard: the element with data-hotkey="j" is clicked when J is pressed outside of
// inputs and windows; an input is focused instead, and data-focus="this | else that" names what gets the focus. Shown with KeyHint, so that people find them.
// Inside data-keys Esc leaves an input, so that the keys work again; Ctrl Enter presses the window's main button or what data-sends of the input names.
// In a window Enter in a line of text presses that button too.
export const writing = 'textarea, select, [contenteditable="true"], [role="combobox"], input:not([type=checkbox], [type=radio], [type=button], [data-inlet])';
const inputs = 'input, textarea';
const lines = 'input:is([type=text], [type=email], [type=tel], [type=url], [type=password], :not([type])):not([role="combobox"], [data-enter-empties], [data-moment] *)';
const visible = element => element.getClientRects().length > 0;

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.altKey) return;
  const on = event.target instanceof Element ? event.target : document.body;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send(event, on);
  if (event.key === 'Enter' && !event.shiftKey && on.matches(lines) && on.closest('dialog[open]')) return finish(on);
  if (event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && on.matches(writing) && on.closest('[data-keys]')) return on.blur();
  if (on.closest(writing)) return;
  // Enter belongs to what has the focus; it is a key of the screen only where nothing has.
  // Arrow down is one too as long as it moves nothing else.
  const own = event.key === 'ArrowDown' ? !on.matches('body, h1') : event.key === 'Enter' ? on.closest('a, button, summary, [role="option"], [tabindex="0"]') : event.key.length !== 1;
  if (own) return;
  const target = document.querySelector(`[data-hotkey~="${CSS.escape(event.key.toLowerCase())}"]:not([disabled])`);
  if (!target) return;
  event.preventDefault();
  const goal = target.matches(inputs) ? target : target.dataset.focus?.split('|').flatMap(goals => [...document.querySelectorAll(goals)]).find(visible);
  if (goal) goal.focus();
  else target.click();
});

// The button may still wait for the server's answer to what was typed.
function finish(line, typed = line.value, until = performance.now() + 10_000) {
  const button = line.closest('dialog')?.querySelector('[data-default]');
  if (!button || line.value !== typed || document.activeElement !== line || performance.now() > until) return;
  if (!button.disabled) button.click();
  else if (typed.trim()) requestAnimationFrame(() => finish(line, typed, until));
}

function send(event, on) {
  const dialog = document.querySelector('dialog[open]');
  const button = dialog ? dialog.querySelector('[data-default]:not(:disabled)') : on.dataset?.sends && document.querySelector(`${on.dataset.sends}:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  button.click();
}
