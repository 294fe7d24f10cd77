// Places [popover] elements under (or over) their button, and <lc-popup> lists under the field they stand in.
const gap = 4, margin = 8;

function anchorOf(popup) {
  return popup.closest('[data-moment]') ?? popup.closest('lc-popup')?.closest('[data-combo]') ?? (popup.id && document.querySelector(`[popovertarget="${CSS.escape(popup.id)}"]`));
}

export function place(popup) {
  const anchor = anchorOf(popup);
  if (!anchor) return;
  const at = anchor.getBoundingClientRect();
  if (popup.closest('lc-popup')) popup.style.minWidth = `${at.width}px`;
  popup.style.maxHeight = '';
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = innerHeight - at.bottom - gap - margin, above = at.top - gap - margin;
  const up = height > below && above > below;
  popup.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  popup.style.top = `${up ? Math.max(margin, at.top - gap - Math.min(height, above)) : at.bottom + gap}px`;
  const left = popup.dataset.align === 'end' ? at.right - width : at.left;
  popup.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
}

// The first action gets the focus, also when the actions arrive after the menu was opened.
function enter(menu) {
  const first = menu.querySelector('[role^="menuitem"]:not(:disabled)');
  if (first) return first.focus();
  const arrival = new MutationObserver(() => {
    if (!menu.matches(':popover-open')) return arrival.disconnect();
    const item = menu.querySelector('[role^="menuitem"]:not(:disabled)');
    if (!item) return;
    arrival.disconnect();
    if (!document.activeElement || document.activeElement === document.body || document.activeElement === anchorOf(menu)) item.focus();
  });
  arrival.observe(menu, { childList: true, subtree: true });
}

const open = () => document.querySelectorAll('[popover].popup:popover-open');
addEventListener('resize', () => open().forEach(place));
addEventListener('scroll', event => open().forEach(popup => popup.contains(event.target) || place(popup)), true);

// Content that arrives after opening changes the size. Nothing tells of what moves the button, such as a line drawn above it: while something is open, that is looked
// at a few times a second; with every frame, whoever leaves a list open would keep the processor busy.
const watch = new ResizeObserver(entries => entries.forEach(entry => entry.target.matches(':popover-open') && place(entry.target)));
const stood = new WeakMap();
let looking = 0;

const standing = popup => {
  const at = anchorOf(popup)?.getBoundingClientRect();
  return at && [at.left, at.top, at.width, at.height, popup.scrollHeight].join();
};

function look() {
  const popups = open();
  for (const popup of popups) {
    const now = standing(popup);
    if (stood.has(popup) && stood.get(popup) !== now) place(popup);
    stood.set(popup, now);
  }
  looking = popups.length ? setTimeout(look, 150) : 0;
}

document.addEventListener('toggle', event => {
  const popup = event.target;
  if (!(popup instanceof HTMLElement) || !popup.matches('.popup[popover]')) return;
  if (event.newState !== 'open') return watch.unobserve(popup);
  place(popup);
  watch.observe(popup);
  stood.delete(popup);
  if (!looking) look();
  if (popup.getAttribute('role') === 'menu') enter(popup);
  else if (popup.matches('.panel')) queueMicrotask(() => popup.querySelector('[autofocus]')?.focus());
}, true);

document.addEventListener('click', event => {
  const item = event.target.closest?.('[role^="menuitem"], [data-closes]');
  if (item && !item.disabled) item.closest('[popover]')?.hidePopover();
});

customElements.define('lc-popup', class extends HTMLElement {
  connectedCallback() { queueMicrotask(() => { const list = this.querySelector('[popover]'); if (list?.isConnected && !list.matches(':popover-open')) { list.showPopover(); place(list); } }); }
});
