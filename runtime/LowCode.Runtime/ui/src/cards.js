// Cards that are dragged between zones, with mouse, pen or finger, and walked through by keys. Nothing that Blazor drew is ever moved: a copy follows
// the pointer, .NET is told where it was let go, and draws the result.
import { press as pressed } from './typed-ahead.mjs';

const EDGE = 56, SLIP = 5, HOLD = 260;

/** root holds [data-zone] areas and [data-card] cards; net: OnDropped(card, from, to), OnStretched(card, zone), OnKey(card, key), OnMore(zone), OnDay(day). Cards move only where root has data-movable. */
export function attach(root, net) {
  // One after the other, so that each finds what the one before has made of the cards.
  let last = Promise.resolve(), answering = false, walked = false;
  const call = (name, ...values) => { walked = false; return last = last.then(() => net.invokeMethodAsync(name, ...values)).catch(() => {}); };
  const zoneAt = (x, y) => document.elementsFromPoint(x, y).find(element => element.matches?.('[data-zone]') && root.contains(element)) ?? null;
  let press = null, drag = null, frame = 0;

  function lift() {
    const { card, x, y } = press;
    const box = card.getBoundingClientRect(), copy = card.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id');
    copy.removeAttribute('data-card');
    copy.inert = true;
    copy.classList.add('card-copy');
    Object.assign(copy.style, { position: 'fixed', left: '0', top: '0', width: `${box.width}px`, height: `${box.height}px`, pointerEvents: 'none', zIndex: 1000 });
    document.body.append(copy);
    card.dataset.lifted = '';
    root.dataset.dragging = '';
    drag = { card, copy, dx: x - box.left, dy: y - box.top, from: zoneAt(x, y)?.dataset.zone ?? card.closest('[data-zone]')?.dataset.zone ?? '', over: null, x, y };
    frame = requestAnimationFrame(scroll);
    move(x, y);
  }

  function move(x, y) {
    Object.assign(drag, { x, y });
    drag.copy.style.transform = `translate(${x - drag.dx}px, ${y - drag.dy}px)`;
    const zone = zoneAt(x, y);
    if (zone === drag.over) return;
    drag.over?.removeAttribute('data-over');
    zone?.setAttribute('data-over', '');
    drag.over = zone;
  }

  // Near an edge of what scrolls, it scrolls.
  function scroll() {
    if (!drag) return;
    const push = (from, to, at) => at < from + EDGE ? -Math.min(16, (from + EDGE - at) / 3) : at > to - EDGE ? Math.min(16, (at - to + EDGE) / 3) : 0;
    const box = root.getBoundingClientRect();
    root.scrollLeft += push(box.left, box.right, drag.x);
    const inner = drag.over?.closest('[data-scrolls]') ?? drag.over?.querySelector('[data-scrolls]');
    if (inner) { const area = inner.getBoundingClientRect(); inner.scrollTop += push(area.top, area.bottom, drag.y); }
    frame = requestAnimationFrame(scroll);
  }

  function end(dropped) {
    clearTimeout(press?.timer);
    press = null;
    if (!drag) return;
    const { card, copy, from, over } = drag;
    cancelAnimationFrame(frame);
    copy.remove();
    card.removeAttribute('data-lifted');
    root.removeAttribute('data-dragging');
    over?.removeAttribute('data-over');
    drag = null;
    // The click that ends a drag opens nothing.
    const swallow = event => { event.stopPropagation(); event.preventDefault(); };
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
    if (dropped && over && over.dataset.zone !== from) call('OnDropped', Number(card.dataset.card), from, over.dataset.zone);
  }

  // The lower edge of a card follows the pointer from zone to zone: the card ends with the zone it was let go over.
  function stretch(grip, event) {
    const card = grip.closest('[data-card]'), height = card.style.height, until = new AbortController(), listen = { signal: until.signal };
    let over = null;
    const follow = event => {
      const zone = zoneAt(event.clientX, event.clientY), top = card.getBoundingClientRect().top;
      if (!zone || zone.getBoundingClientRect().bottom <= top + 4) return;
      over = zone;
      card.style.height = `${zone.getBoundingClientRect().bottom - top - 2}px`;
    };
    const done = dropped => {
      until.abort();
      card.style.height = height;
      addEventListener('click', event => { event.stopPropagation(); event.preventDefault(); }, { capture: true, once: true, signal: AbortSignal.timeout(50) });
      if (dropped && over) call('OnStretched', Number(card.dataset.card), over.dataset.zone);
    };
    event.preventDefault();
    addEventListener('pointermove', follow, listen);
    addEventListener('pointerup', () => done(true), listen);
    addEventListener('pointercancel', () => done(false), listen);
    addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); done(false); } }, { ...listen, capture: true });
  }

  const down = event => {
    const grip = event.target.closest('[data-grip]');
    if (grip && event.button === 0) return stretch(grip, event);
    const card = event.target.closest('[data-card]');
    if (!card || event.button !== 0 || !event.isPrimary || !('movable' in root.dataset) || 'fixed' in card.dataset || event.target.closest('button, input, select, textarea')) return;
    press = { card, x: event.clientX, y: event.clientY, touch: event.pointerType === 'touch' };
    if (press.touch) press.timer = setTimeout(() => press && lift(), HOLD);
  };
  const moved = event => {
    if (drag) { move(event.clientX, event.clientY); return; }
    if (!press || Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLIP) return;
    // A finger that moves at once scrolls.
    if (press.touch) end(false); else lift();
    if (drag) move(event.clientX, event.clientY);
  };
  const up = () => end(true), cancel = () => end(false);
  const still = event => { if (drag) event.preventDefault(); };
  const native = event => { if (event.target.closest('[data-card]')) event.preventDefault(); };

  const line = [];
  async function tell(card, key) {
    answering = true;
    await call('OnKey', Number(card), key);
    answering = false;
    while (line.length && !answering) {
      const next = line.shift(), on = document.activeElement?.closest('[data-card]') ?? root.querySelector(`[data-card="${CSS.escape(next.card)}"]`);
      if (on && root.contains(on)) pressed(on, next);
    }
  }

  const key = event => {
    if (drag && event.key === 'Escape') { end(false); event.preventDefault(); event.stopPropagation(); return; }
    if (event.target.matches?.('[data-day]') && root.contains(event.target)) { walkDays(event); return; }
    const card = event.target.closest?.('[data-card]');
    if (!card || event.target !== card || !root.contains(card) || event.altKey || event.ctrlKey || event.metaKey) return;
    // What a key means is known when the one before is answered.
    if (answering && /^( |Enter|Escape|Arrow\w+)$/.test(event.key)) {
      line.push({ card: card.dataset.card, key: event.key, shiftKey: event.shiftKey });
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const carried = 'carried' in root.dataset;
    const told = carried ? [' ', 'Enter', 'Escape', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] : [' ', 'Enter'];
    const longer = carried && event.shiftKey && 'stretchable' in root.dataset && event.key.startsWith('Arrow');
    if (told.includes(event.key)) tell(card.dataset.card, longer ? `Shift${event.key}` : event.key);
    else if (!carried && event.key.startsWith('Arrow')) walk(card, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Up and down inside a zone; left and right to the card at the same height in the next zone that has any.
  function walk(card, key) {
    walked = true;
    const zone = card.closest('[data-zone]') ?? root, cards = [...zone.querySelectorAll('[data-card]')], at = cards.indexOf(card);
    if (key === 'ArrowUp' || key === 'ArrowDown') { cards[at + (key === 'ArrowUp' ? -1 : 1)]?.focus(); return; }
    const zones = [...root.querySelectorAll('[data-zone]')], step = key === 'ArrowLeft' ? -1 : 1;
    for (let next = zones.indexOf(zone) + step; zones[next]; next += step) {
      const others = [...zones[next].querySelectorAll('[data-card]')];
      if (others.length > 0) { others[Math.min(at, others.length - 1)].focus(); return; }
    }
  }

  // From day to day; past those that are drawn, .NET turns the page.
  function walkDays(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!step) return;
    const day = new Date(`${event.target.dataset.day}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + step);
    const key = day.toISOString().slice(0, 10), next = root.querySelector(`[data-day="${key}"]`);
    if (next) next.focus(); else call('OnDay', key);
    event.preventDefault();
  }

  const asked = new WeakMap();
  const scrolled = event => {
    const area = event.target;
    if (!area.matches?.('[data-more]') || area.scrollTop + area.clientHeight < area.scrollHeight - 240 || asked.get(area) === area.dataset.more) return;
    asked.set(area, area.dataset.more);
    call('OnMore', area.closest('[data-zone]').dataset.zone);
  };

  const listeners = [
    [root, 'pointerdown', down], [window, 'pointermove', moved], [window, 'pointerup', up], [window, 'pointercancel', cancel], [root, 'dragstart', native],
    [root, 'touchmove', still, { passive: false }], [window, 'keydown', key, true], [root, 'scroll', scrolled, true],
  ];
  for (const [target, name, does, options] of listeners) target.addEventListener(name, does, options);
  root.dataset.live = '';

  return {
    // Whoever has gone on meanwhile is not called back.
    focus(id) { if (!walked) root.querySelector(`[data-card="${CSS.escape(id)}"], [data-day="${CSS.escape(id)}"]`)?.focus(); },
    // From the first zone as far as the last one, or as there is room. Where cards lie elsewhere, to the place that shows most of them; of several the nearest.
    scrollTo(first, last) {
      const [place, end] = [first, last].map(zone => root.querySelector(`[data-zone="${CSS.escape(zone)}"]`)), area = place?.closest('[data-scrolls]');
      for (const each of [end, place]) each?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const lid = area?.querySelector('[data-lid]');
      if (!lid) return;
      const start = area.scrollTop, bottom = area.getBoundingClientRect().bottom, top = lid.getBoundingClientRect().bottom;
      const spans = [...area.querySelectorAll('[data-card]')].filter(card => !lid.contains(card)).map(card => card.getBoundingClientRect()).map(box => ({ from: start + box.bottom - bottom, to: start + box.top - top }));
      const shown = at => spans.filter(span => span.from <= at && at <= span.to).length;
      let best = start;
      for (const { to } of spans.sort((one, other) => Math.abs(one.to - start) - Math.abs(other.to - start)))
        if (shown(to) > shown(best)) best = to;
      area.scrollTop = best;
    },
    reveal(zone) { root.querySelector(`[data-zone="${CSS.escape(zone)}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'smooth' }); },
    dispose() { end(false); for (const [target, name, does, options] of listeners) target.removeEventListener(name, does, options); },
  };
}
