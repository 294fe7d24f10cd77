// <lc-goto data-to="items[2].amount">: when it is drawn, the caret goes to that field's input and the field into sight.
const inputs = 'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), [tabindex="0"]';

// Without a place: to what keeps the record from being saved, above its fields.
function list(around) {
  const problems = around?.querySelector('.form-problems');
  problems?.scrollIntoView({ block: 'center' });
  problems?.querySelector('button')?.focus({ preventScroll: true });
}

customElements.define('lc-goto', class extends HTMLElement {
  connectedCallback() {
    requestAnimationFrame(() => {
      const path = this.dataset.to ?? '';
      if (!path) return list(this.closest('dialog, main'));
      const field = document.querySelector(`[data-field="${CSS.escape(path.split(/[[.]/)[0])}"]`);
      const place = field?.querySelector(`[data-path="${CSS.escape(path)}"]`) ?? field;
      const target = place?.matches(inputs) ? place : place?.querySelector(inputs);
      place?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
      target?.focus({ preventScroll: true });
    });
  }
});
