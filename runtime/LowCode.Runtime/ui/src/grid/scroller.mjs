// Where the rows lie. Browsers stop laying out beyond some ten million pixels, so a longer list is squeezed: the bar's travel stands for all rows,
// while a turn of the wheel still moves by pixels (shift is the difference).
const tallest = 8_000_000;

export class Scroller {
  shift = 0;
  last = 0;
  busy = false;

  constructor(grid) {
    this.grid = grid;
    this.space = grid.host.querySelector('.grid-space');
    const listen = { passive: true, signal: grid.stop };
    grid.host.addEventListener('scroll', () => this.scrolled(), listen);
    const size = new ResizeObserver(() => { this.measure(); this.look(); });
    size.observe(grid.host);
    grid.stop.addEventListener('abort', () => size.disconnect());
    this.measure();
  }

  get top() { return this.grid.host.scrollTop + this.shift; }
  get view() { return this.grid.host.clientHeight - this.head - this.foot; }

  measure() {
    const { host, count } = this.grid;
    this.row = parseFloat(getComputedStyle(host).getPropertyValue('--grid-row')) || 40;
    this.head = host.querySelector('.grid-head').offsetHeight;
    this.foot = host.querySelector('.grid-foot').offsetHeight;
    this.total = count * this.row;
    this.height = Math.min(this.total, tallest);
    if (this.total <= tallest) this.shift = 0;
    this.space.style.height = `${this.height}px`;
    this.place();
  }

  // The bar's position and the rows' are in step again; done when nothing moves, for it would stop a swing of the touchpad.
  settle() {
    if (this.total <= this.height) return;
    const at = this.top;
    this.to(at);
  }

  to(at) {
    at = Math.max(0, Math.min(at, this.total - this.view));
    const bar = this.total <= this.height ? at : at / (this.total - this.view) * (this.height - this.view);
    this.grid.host.scrollTop = bar;
    this.last = this.grid.host.scrollTop;
    this.shift = this.total <= this.height ? 0 : at - this.last;
    this.place();
  }

  scrolled() {
    const bar = this.grid.host.scrollTop;
    const far = Math.abs(bar - this.last) > this.view;
    if (this.total > this.height && bar !== this.last) {
      const ends = bar <= 0 ? 0 : bar >= this.height - this.view - 1 ? this.total - this.height : null;
      if (ends !== null) this.shift = ends;
      else if (far) this.shift = bar / (this.height - this.view) * (this.total - this.view) - bar;
    }
    this.last = bar;
    this.place();
    clearTimeout(this.later);
    this.later = setTimeout(() => { this.look(); this.settle(); }, 90);
    // dragging the bar passes over thousands of rows that nobody reads
    if (!far) this.look();
  }

  jumped() { this.last = this.grid.host.scrollTop; this.shift = 0; this.place(); this.look(); }

  place() {
    const { rows } = this.grid;
    rows.style.top = `${+rows.dataset.first * this.row - this.shift}px`;
    this.space.style.backgroundPositionY = `${-(this.shift % this.row)}px`;
  }

  // Asks for the rows around those on screen, one answer at a time.
  async look() {
    if (this.busy || this.grid.stop.aborted) return;
    const { rows, count } = this.grid;
    const from = Math.max(0, Math.floor(this.top / this.row)), many = Math.ceil(this.view / this.row) + 1;
    const first = +rows.dataset.first, there = rows.childElementCount;
    if (from >= first && Math.min(from + many, count) <= first + there) return;
    this.busy = true;
    await this.grid.call('Window', Math.max(0, from - many), many * 3);
    this.busy = false;
    this.look();
  }

  show({ row, col }) {
    const { host } = this.grid;
    if (row >= 0) {
      const y = row * this.row;
      if (y < this.top) this.to(y);
      else if (y + this.row > this.top + this.view) this.to(y + this.row - this.view);
      this.look();
    }
    const cell = this.grid.cell(-1, col);
    if (!cell || getComputedStyle(cell).position === 'sticky') return;
    const frozen = [...host.querySelectorAll('.grid-head > .is-frozen')].reduce((sum, each) => sum + each.offsetWidth, 0);
    if (cell.offsetLeft < host.scrollLeft + frozen) host.scrollLeft = cell.offsetLeft - frozen;
    else if (cell.offsetLeft + cell.offsetWidth > host.scrollLeft + host.clientWidth) host.scrollLeft = cell.offsetLeft + cell.offsetWidth - host.clientWidth;
  }
}
