// Comboboxes that take several values.

/** Enter on their open list, with nothing typed and nothing walked to, means "that's all" and not the first of what is offered. */
export function isDone(input) {
  const list = document.getElementById(input.getAttribute('aria-controls'));
  return Boolean(input.closest('.combo.is-multiple')) && !input.value.trim() && !list?.dataset.for && !list?.querySelector('[role="option"].is-active');
}
