// Arrow keys: in menus, tab rows, and from a combobox into its list (aria-activedescendant; the caret stays in the field).
import { isDone } from '../several.mjs';

const enabled = items => [...items].filter(item => !item.disabled && item.getAttribute('aria-disabled') !== 'true');

function step(items, current, key) {
  const at = items.indexOf(current);
  switch (key) {
    case 'ArrowDown': case 'ArrowRight': return items[(at + 1) % items.length];
    case 'ArrowUp': case 'ArrowLeft': return items[(at < 0 ? 0 : at) - 1] ?? items.at(-1);
    case 'Home': return items[0];
    case 'End': return items.at(-1);
  }
}

const listOf = input => document.getElementById(input.getAttribute('aria-controls'));
const optionsOf = input => enabled(listOf(input)?.querySelectorAll('[role="option"]') ?? []);
const activeOf = input => listOf(input)?.querySelector('[role="option"].is-active');

function activate(input, option) {
  activeOf(input)?.classList.remove('is-active');
  if (!option) return input.removeAttribute('aria-activedescendant');
  option.classList.add('is-active');
  option.id ||= `${listOf(input).id}-${[...listOf(input).children].indexOf(option)}`;
  input.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

// What the list shows may still be the answer to less than what was typed: Enter would take an option that nobody meant. So it waits for the answer.
const isFresh = input => !typed.has(input) || (listOf(input)?.dataset.for ?? '') === input.value.trim();
const typed = new WeakSet();

function whenFresh(input, then, until = performance.now() + 10_000) {
  if (document.activeElement !== input || performance.now() > until) return untaken(input);
  if (isFresh(input)) then();
  else requestAnimationFrame(() => whenFresh(input, then, until));
}

function take(input) {
  const option = activeOf(input) ?? optionsOf(input)[0];
  if (!option) return untaken(input);
  option.click();
  activate(input, null);
}

// whoever holds keys back until the choice is made need not wait
function untaken(input) { input.dispatchEvent(new CustomEvent('lc-untaken', { bubbles: true })); }

function inCombobox(input, event) {
  if (event.key === 'Escape') typed.delete(input);
  if (event.key === 'Escape' && input.getAttribute('aria-expanded') === 'true' && input.closest('[data-combo]')) event.preventDefault();
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const options = optionsOf(input);
    if (options.length) activate(input, step(options, activeOf(input), event.key));
  } else if (event.key === 'Enter') {
    if (isFresh(input) && !activeOf(input) && !optionsOf(input).length) return;
    event.preventDefault();
    if (!isDone(input)) whenFresh(input, () => take(input));
  }
}

document.addEventListener('keydown', event => {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return;
  if (target.getAttribute('role') === 'combobox') return inCombobox(target, event);
  const box = target.closest('[role="menu"], [role="tablist"]');
  if (!box || target.matches('input, textarea, select')) return;
  const inMenu = box.getAttribute('role') === 'menu';
  if (inMenu ? /^Arrow(Left|Right)$/.test(event.key) : /^Arrow(Up|Down)$/.test(event.key)) return;
  const items = enabled(box.querySelectorAll(inMenu ? '[role^="menuitem"]' : '[role="tab"]'));
  const next = step(items, document.activeElement, event.key)
    ?? (inMenu && event.key.length === 1 && !event.ctrlKey && !event.metaKey ? items.find(item => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase())) : null);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener('input', event => {
  if (event.target.getAttribute?.('role') !== 'combobox') return;
  typed.add(event.target);
  activate(event.target, null);
});
// what was chosen or left is no longer being looked for
document.addEventListener('focusout', event => typed.delete(event.target));
document.addEventListener('click', event => event.target.closest?.('[role="option"]') && typed.delete(document.activeElement));
document.addEventListener('focusin', event => event.target.matches?.('.combo-input') && event.target.select());
// a press on an option must not take the focus out of the field, which would close the list
document.addEventListener('mousedown', event => event.target.closest?.('[role="listbox"]') && event.preventDefault());

// HTML has no attribute for the third state of a checkbox
customElements.define('lc-check', class extends HTMLElement {
  static observedAttributes = ['mixed'];
  connectedCallback() { queueMicrotask(() => this.show()); }
  attributeChangedCallback() { this.show(); }
  show() { const box = this.querySelector('input'); if (box) box.indeterminate = this.hasAttribute('mixed'); }
});
