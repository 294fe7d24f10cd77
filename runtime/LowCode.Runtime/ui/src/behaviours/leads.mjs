// [data-leads-to="selector"]: a press that makes something which is then named.
import { leadTo } from '../lead-to.mjs';

document.addEventListener('click', event => {
  const from = event.target.closest?.('[data-leads-to]');
  if (from) leadTo(from.dataset.leadsTo);
});
