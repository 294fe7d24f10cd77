// Long lists. <lc-current on="true"> inside a row keeps the row that one stands on in sight, with inline="center" in the middle. A button with data-more is pressed when it comes near.
customElements.define('lc-current', class extends HTMLElement {
  static observedAttributes = ['on'];
  attributeChangedCallback() {
    if (this.hasAttribute('on')) requestAnimationFrame(() => this.closest('li, tr')?.scrollIntoView({ block: 'nearest', inline: this.getAttribute('inline') ?? 'nearest' }));
  }
});

const ahead = 300;
document.addEventListener('scroll', () => {
  for (const button of document.querySelectorAll('button[data-more]:not([disabled])')) {
    const box = button.getBoundingClientRect();
    if (box.height > 0 && box.top < innerHeight + ahead) button.click();
  }
}, { capture: true, passive: true });
