// Cells as tab-separated text, as spreadsheets have it. Rows that are drawn are copied at once; of a longer range the server gives the text.
const quoted = text => /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export function watchClipboard(grid) {

  function drawn() {
    const { top, bottom, left, right } = grid.range(), lines = [];
    for (let row = Math.max(0, top); row <= bottom; row++) {
      const cells = [];
      for (let col = Math.max(1, left); col <= right; col++) {
        const cell = grid.cell(row, col);
        if (!cell) return null;
        cells.push(quoted((cell.dataset.text ?? cell.innerText).trim()));
      }
      lines.push(cells.join('\t'));
    }
    return lines.join('\n');
  }

  async function long() {
    const { top, bottom, left, right } = grid.range();
    const text = await grid.call('Copy', Math.max(0, top), bottom, Math.max(1, left), right);
    if (text) await write(text);
  }

  // Without TLS browsers have no clipboard but through a copy of a field's text.
  async function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.body.appendChild(Object.assign(document.createElement('textarea'), { value: text, style: 'position:fixed;opacity:0' }));
    field.select();
    document.execCommand('copy');
    field.remove();
    grid.focus();
  }

  grid.copy = () => { const text = drawn(); return text === null ? long() : write(text); };

  document.addEventListener('copy', event => {
    if (!grid.inlet.focused || grid.cursor.row < 0) return;
    const text = drawn();
    event.preventDefault();
    if (text === null) long(); else event.clipboardData.setData('text/plain', text);
  }, { signal: grid.stop });

  document.addEventListener('paste', event => {
    if (!grid.inlet.focused || grid.cursor.row < 0) return;
    const text = event.clipboardData.getData('text/plain');
    if (!text) return;
    event.preventDefault();
    const { top, left, bottom, right } = grid.range();
    grid.call('Paste', top, Math.max(1, left), bottom - top + 1, right - Math.max(1, left) + 1, text);
  }, { signal: grid.stop });
}
