// <lc-keep data-key data-replay data-since> around a form: remembers the last text typed into each field for as long as this tab lives, and
// types it again when the form comes back after a lost circuit. What the server's draft knows already (typed before data-since) is left alone.
// <lc-forget data-key>: the record was saved or thrown away.
const day = 24 * 60 * 60 * 1000;
const loaded = Date.now(), reloaded = performance.getEntriesByType('navigation')[0]?.type === 'reload';
const storeOf = key => `lc-kept:${key}`;
const read = key => { try { return JSON.parse(sessionStorage.getItem(storeOf(key))) ?? {}; } catch { return {}; } };
const write = (key, kept) => { try { sessionStorage.setItem(storeOf(key), JSON.stringify(kept)); } catch { /* full or forbidden: the server's draft remains */ } };
const texts = 'input:not([type=checkbox]):not([type=radio]):not([type=file]):not([role=combobox]):not([data-inlet]), textarea';

function pathOf(input) {
  return input.closest('[data-path]')?.dataset.path ?? input.closest('[data-field]')?.dataset.field;
}

function retype(input, value) {
  if (input.value === value) return;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

customElements.define('lc-keep', class extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', event => this.remember(event.target));
    this.whenLive(() => this.replay());
  }

  // the page is drawn twice: what is typed into the first drawing would be lost
  whenLive(then, tries = 50) {
    if (!this.isConnected) return;
    if (document.querySelector('.shell[data-live]')) requestAnimationFrame(then);
    else if (tries) setTimeout(() => this.whenLive(then, tries - 1), 100);
  }

  remember(input) {
    const path = input.matches?.(texts) && !input.hidden && pathOf(input);
    if (!path) return;
    const kept = this.fresh || 'replay' in this.dataset ? read(this.dataset.key) : {};
    this.fresh = true;
    kept[path] = { value: input.value, at: Date.now() };
    write(this.dataset.key, kept);
  }

  replay() {
    if (!('replay' in this.dataset)) return;
    // Without a draft only what was typed before this very page was loaded anew: later visits begin empty.
    if (!this.dataset.since && !(reloaded && Date.now() - loaded < 15_000)) return;
    const since = Math.max(Number(this.dataset.since) || 0, Date.now() - day);
    for (const [path, { value, at }] of Object.entries(read(this.dataset.key))) {
      if (at <= since) continue;
      const place = this.querySelector(`[data-path="${CSS.escape(path)}"], [data-field="${CSS.escape(path)}"]`);
      const input = place?.matches(texts) ? place : place?.querySelector(texts);
      if (input && !input.disabled) retype(input, value);
    }
  }
});

customElements.define('lc-forget', class extends HTMLElement {
  connectedCallback() { sessionStorage.removeItem(storeOf(this.dataset.key)); }
});

// While the line is down the server hears nothing. When the same circuit comes back, the fields say again what they hold; when it is gone for
// good (the server was restarted) the page is loaded anew and finds the draft and what was typed since.
const panel = document.getElementById('components-reconnect-modal');
// A line that is cut is noticed late: what was typed shortly before may not have arrived either.
const unnoticed = 45_000;
const typed = new Map();

document.addEventListener('input', event => {
  if (!event.isTrusted || !event.target.matches?.(texts)) return;
  typed.set(event.target, Date.now());
  if (typed.size > 100) forgetOld(Date.now());
}, true);

function forgetOld(now) {
  for (const [input, at] of typed) if (!input.isConnected || at < now - unnoticed) typed.delete(input);
}

if (panel) {
  let since = null;
  new MutationObserver(() => {
    if (panel.classList.contains('components-reconnect-rejected')) location.reload();
    if (panel.classList.contains('components-reconnect-show')) since ??= Date.now();
    if (!panel.classList.contains('components-reconnect-hide') || since === null) return;
    forgetOld(since);
    since = null;
    for (const input of typed.keys()) { const value = input.value; input.value = ''; retype(input, value); }
    typed.clear();
  }).observe(panel, { attributes: true, attributeFilter: ['class'] });
}
