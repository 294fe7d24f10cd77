// The buttons of the panel that is shown when the connection is lost (see ReconnectPanel.razor).
document.addEventListener('click', async event => {
  if (event.target.closest?.('[data-reload]')) return location.reload();
  if (!event.target.closest?.('[data-reconnect]')) return;
  const panel = document.getElementById('components-reconnect-modal');
  panel.className = 'components-reconnect-show';
  try {
    if (!await Blazor.reconnect()) location.reload();
    else panel.className = 'components-reconnect-hide';
  } catch {
    panel.className = 'components-reconnect-failed';
  }
});
