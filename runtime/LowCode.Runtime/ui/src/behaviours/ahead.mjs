// A canvas whose script is still on its way: what is pressed on a card of it waits there, and the script presses it again (typed-ahead.mjs).
const KEYS = /^(Arrow\w+|Delete|Backspace|Escape|F2)$/;

document.addEventListener('keydown', event => {
  const desk = event.target.closest?.('[data-awaits]:not([data-live])');
  if (!desk || !event.target.matches('[data-pick]') || !(KEYS.test(event.key) || (event.ctrlKey || event.metaKey) && /^[acdvxyz]$/i.test(event.key))) return;
  (desk.pressedAhead ??= []).push(event);
  event.preventDefault();
  event.stopPropagation();
}, true);
