// The little menu of node kinds behind a "+": opens where it is asked, by mouse or keyboard, and gives the focus back.
import { leadTo } from '../lead-to.mjs';

export function kindMenu(host, options, send) {
  const box = document.createElement('div');
  box.className = 'flow-menu';
  box.setAttribute('role', 'menu');
  box.setAttribute('aria-label', options.texts.menu);
  box.hidden = true;
  for (const kind of options.kinds) {
    const item = document.createElement('button');
    item.type = 'button';
    item.setAttribute('role', 'menuitem');
    item.tabIndex = -1;
    item.dataset.type = kind.type;
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('class', 'icon');
    icon.setAttribute('width', '16');
    icon.setAttribute('height', '16');
    icon.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', `${options.sprite}#${kind.icon}`);
    icon.append(use);
    item.append(icon, document.createTextNode(kind.label));
    box.append(item);
  }
  host.parentElement.append(box);

  let make = null, back = null;
  const items = [...box.children];
  const close = refocus => { if (box.hidden) return; box.hidden = true; make = null; if (refocus) back?.focus(); };
  const outside = event => { if (!box.contains(event.target)) close(false); };
  const choose = event => { const item = event.target.closest('[data-type]'); if (item && make) { const gesture = make(item.dataset.type); close(true); send(gesture); leadTo('.desk-right .label-editor input'); } };
  const key = event => {
    const at = items.indexOf(document.activeElement), last = items.length - 1;
    const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to !== undefined) items[to].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  box.addEventListener('click', choose);
  box.addEventListener('keydown', key);
  document.addEventListener('pointerdown', outside, true);
  return {
    open(x, y, gesture, from) {
      [make, back] = [gesture, from ?? null];
      box.hidden = false;
      const area = host.parentElement.getBoundingClientRect();
      box.style.left = `${Math.max(8, Math.min(x - area.left - 80, area.width - box.offsetWidth - 8))}px`;
      box.style.top = `${Math.max(8, Math.min(y - area.top + 8, area.height - box.offsetHeight - 8))}px`;
      items[0]?.focus();
    },
    dispose() { document.removeEventListener('pointerdown', outside, true); box.remove(); },
  };
}
