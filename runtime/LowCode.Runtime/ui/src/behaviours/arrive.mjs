// <lc-arrive data-page>: when the page changes within the product, the focus goes to its heading, so that a screen reader says where one is.
// It goes in the moment the page is drawn: told by the server a round trip later, it would take the focus out of a field in which somebody
// already types. A page loaded as a whole keeps the browser's own beginning.
customElements.define('lc-arrive', class extends HTMLElement {
  static observedAttributes = ['data-page'];

  attributeChangedCallback(name, before, page) {
    if (before === null || before === page) return;
    queueMicrotask(() => {
      if (document.activeElement?.matches('main :is(input:not([data-inlet]), textarea, select, [autofocus])')) return;
      const heading = document.querySelector('main h1');
      if (!heading) return;
      if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
      heading.focus();
    });
  }
});

// <lc-focus> in an element: when it is drawn, that element takes the focus, for the same reason here and not by a call from the server.
customElements.define('lc-focus', class extends HTMLElement {
  connectedCallback() { queueMicrotask(() => this.parentElement?.focus()); }
});

// <lc-first>: what is made new is typed at once, so the first field beside it takes the focus; not where that brings up a keyboard over half of the screen.
customElements.define('lc-first', class extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => {
      if (!matchMedia('(hover: hover)').matches || document.activeElement?.matches('main :is(input:not([data-inlet]), textarea, select)')) return;
      const first = this.parentElement?.querySelector('[data-field] :is(input, textarea, select):not(:disabled, [readonly])');
      if (first?.matches('[type=text], [type=email], [type=tel], [type=url], textarea')) first.focus({ preventScroll: true });
    });
  }
});
