// The menu of an app while it is designed: groups and their entries are dragged, and moved by keys.
import { dragging, isTyping, lists, picks } from './canvas.mjs';

const MOVE = { ArrowUp: 'Up', ArrowDown: 'Down' };

/** menu: holds [data-group] lists of [data-entry] in [data-groups]; net: OnEntry(entry, group, index), OnGroup(from, to), OnKey(id, key) gives what has the focus then, OnUndo(redo). */
export function attach(menu, net) {
  const call = (name, ...values) => net.invokeMethodAsync(name, ...values).catch(() => {});
  const { options, putBack } = dragging(menu), { focus, press } = picks(menu, call);
  // A finger that moves at once scrolls.
  const common = { ...options, delay: 200, delayOnTouchOnly: true, filter: '.am-more, .popup, .am-naming', preventOnFilter: false };
  const entries = lists(menu, '[data-group]', {
    ...common, group: 'entries', draggable: '[data-entry]',
    onEnd(event) {
      const { from, to, oldDraggableIndex: was, newDraggableIndex: index } = event, entry = event.item.dataset.entry;
      putBack(event);
      if (from !== to || was !== index) call('OnEntry', entry, to.dataset.group, index);
    },
  });
  const groups = lists(menu, '[data-groups]', {
    ...common, draggable: '.am-group', handle: '.am-head',
    onEnd(event) {
      const { oldDraggableIndex: was, newDraggableIndex: index } = event;
      putBack(event);
      if (was !== index) call('OnGroup', was, index);
    },
  });
  const refresh = () => { entries.refresh(); groups.refresh(); };
  refresh();

  const walk = (from, by) => { const all = [...menu.querySelectorAll('[data-pick]')]; all[all.indexOf(from) + by]?.focus(); };
  const key = event => {
    const naming = event.target.closest('.am-naming'), on = event.target.closest('[data-pick]');
    if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key) && !isTyping(event.target)) call('OnUndo', event.shiftKey || event.key.toLowerCase() === 'y');
    else if (naming && /^(Enter|Escape)$/.test(event.key) && !event.isComposing) press(naming.dataset.named, 'Named');
    else if (on && event.altKey && MOVE[event.key]) press(on.dataset.pick, MOVE[event.key]);
    else if (on && !event.altKey && MOVE[event.key]) walk(on, event.key === 'ArrowUp' ? -1 : 1);
    else if (on && /^(Delete|Backspace)$/.test(event.key)) press(on.dataset.pick, 'Delete');
    else return;
    event.preventDefault();
  };
  // Sortable takes the press, and the focus with it; keys are for what was picked.
  const picked = event => event.target.closest('[data-entry] [data-pick]')?.focus({ preventScroll: true });
  const desk = menu.closest('.desk') ?? menu;
  desk.addEventListener('keydown', key);
  menu.addEventListener('click', picked);
  // It can be worked with from here on.
  menu.toggleAttribute('data-ready', true);
  return {
    refresh, focus,
    dispose() {
      entries.dispose();
      groups.dispose();
      desk.removeEventListener('keydown', key);
      menu.removeEventListener('click', picked);
    },
  };
}
