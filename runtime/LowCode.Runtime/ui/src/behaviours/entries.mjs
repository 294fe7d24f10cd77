// [data-enter-empties]: one types, presses Enter and types the next at once. The input is empty before the server's answer, which would take with it what was
// typed meanwhile. On window: after the key itself was told; said as typing, so that the server empties it too.
addEventListener('keydown', event => {
  const input = event.target;
  if (event.key !== 'Enter' || !input.matches?.('[data-enter-empties]') || !input.value.trim()) return;
  input.value = '';
  input.dispatchEvent(new Event('input', { bubbles: true }));
});
