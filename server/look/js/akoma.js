// Small behaviours only; every page works without this file.
document.documentElement.classList.add('js');
(() => {
  // The answer to a refused form is remembered as the page of the form: coming back, or loading again, sends nothing twice.
  const at = document.documentElement.dataset.at;
  if (at) history.replaceState(null, '', at);

  let unsent = null; // a form that keeps no draft, in which something was typed
  const quit = document.querySelector('[data-quit]');
  const leave = () => {
    unsent = null;
    try { sessionStorage.clear(); } catch { /* storage is off: nothing to clear */ }
    location.replace(quit ? quit.href : '/tables');
  };

  let shifts = [];
  document.addEventListener('keydown', e => {
    if (e.key === 'Escape' && e.target.closest('.tip')) e.target.blur();
    const more = e.key === 'Escape' && document.querySelector('.nav__more[open]');
    if (more) { more.open = false; more.querySelector('summary').focus(); }
    if (e.key !== 'Shift') { shifts = []; return; }
    const now = Date.now();
    shifts = [...shifts.filter(t => now - t < 1500), now];
    if (shifts.length === 3) leave();
  });

  document.addEventListener('click', e => {
    if (e.target.closest('[data-quit]')) { e.preventDefault(); leave(); }
    const toggle = e.target.closest('[data-toggle]');
    if (toggle) {
      const open = document.getElementById(toggle.dataset.toggle).classList.toggle('is-open');
      toggle.setAttribute('aria-expanded', open);
    }
    if (e.target.closest('[data-print]')) print();
    const copies = e.target.closest('[data-copies]');
    if (copies) navigator.clipboard.writeText(document.querySelector(copies.dataset.copies).textContent)
      .then(() => { copies.textContent = copies.dataset.copied; }, () => { copies.hidden = true; });
    const ticks = e.target.closest('[data-ticks]');
    if (ticks) document.querySelectorAll(ticks.dataset.ticks + ' input[type=checkbox]').forEach(one => { one.checked = true; });
    const insert = e.target.closest('[data-insert]');
    const into = insert && document.querySelector(insert.dataset.insert);
    if (into) {
      const before = into.value.slice(0, into.selectionStart), gap = !before || /\s$/.test(before) ? '' : ' ';
      into.setRangeText(gap + insert.dataset.text + ' ', into.selectionStart, into.selectionEnd, 'end');
      into.focus();
    }
  });

  // What an act answered is seen at once: on a small screen it may be under the bottom bar, or at the end of a long form.
  const said = document.querySelector('[data-shown]') ?? document.querySelector('main .banner[role=status]');
  if (said && !location.hash) {
    const at = said.getBoundingClientRect();
    if (said.matches('[data-shown]') || at.bottom > innerHeight - 120) said.scrollIntoView({ block: 'center' });
  }

  // A masked value is never in the page. The form posts, which journals the reading; the answer is the value alone.
  // Without this script the same form answers with a whole page.
  document.addEventListener('submit', async e => {
    const form = e.target.closest('form[data-reveal]');
    if (!form) return;
    e.preventDefault();
    const mask = form.closest('.mask'), shown = mask.querySelector('.mask__v'), dots = [...shown.childNodes];
    const answer = await fetch(form.action, {
      method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { 'X-Reveal': 'fragment', Accept: 'text/plain' },
    }).catch(() => null);
    if (!answer?.ok || !answer.headers.get('Content-Type')?.startsWith('text/plain')) { form.submit(); return; }
    shown.setAttribute('role', 'status');
    shown.textContent = await answer.text();
    mask.dataset.on = '';
    form.hidden = true;
    setTimeout(() => { shown.replaceChildren(...dots); delete mask.dataset.on; form.hidden = false; }, 20000);
  });

  // The bell rings while a page is open; without this script it is counted when a page is opened.
  const bell = document.querySelector('[data-bell]');
  if (bell && window.EventSource) {
    const live = new EventSource('/notices/live'), count = bell.querySelector('b');
    live.addEventListener('bell', e => {
      count.textContent = e.data > 99 ? '99+' : e.data;
      count.hidden = e.data === '0';
      bell.dataset.count = e.data;
    });
    addEventListener('pagehide', () => live.close());
  }

  // Some minutes before a session ends without use, and when it has. It says nothing of what is on the page.
  const ending = document.querySelector('[data-session]');
  if (ending) {
    const said = ending.querySelector('p'), stay = ending.querySelector('button'), text = said.textContent;
    let soon, over;
    const ended = () => { ending.hidden = false; stay.hidden = true; said.textContent = ending.dataset.ended; };
    const begin = () => {
      clearTimeout(soon); clearTimeout(over);
      ending.hidden = true; stay.hidden = false; said.textContent = text;
      soon = setTimeout(() => { ending.hidden = false; }, ending.dataset.session * 1000);
      over = setTimeout(ended, (Number(ending.dataset.session) + 300) * 1000);
    };
    stay.addEventListener('click', async () => {
      const answer = await fetch('/account', { method: 'HEAD', redirect: 'manual' }).catch(() => null);
      if (answer?.ok) begin(); else if (answer) ended();
    });
    document.addEventListener('akoma:active', begin);
    begin();
  }

  // A question that another one's answer asks for is shown with that answer, or one of several, only; what is wrong stays in sight.
  document.querySelectorAll('[data-when]').forEach(part => {
    const form = part.closest('form'), asking = form?.querySelectorAll(`[name="${CSS.escape(part.dataset.when)}"]`);
    if (!asking?.length || part.querySelector('.govuk-error-message')) return;
    const show = () => {
      const said = [...asking].find(one => !['radio', 'checkbox'].includes(one.type) || one.checked);
      part.hidden = !part.dataset.is.split(' ').includes(said?.value ?? (asking[0].type === 'checkbox' ? 'false' : ''));
    };
    form.addEventListener('change', show);
    show();
  });

  // Of the people to choose among only those are shown who lead what another choice says; where there is none, a sentence says why.
  document.querySelectorAll('[data-within]').forEach(part => {
    const by = part.closest('form')?.elements[part.dataset.within], list = part.querySelector('select, datalist'), none = part.querySelector('[data-none]');
    if (by?.tagName !== 'SELECT' || !list) return;
    const groups = list.tagName === 'SELECT' ? [...list.querySelectorAll('optgroup')] : [list];
    const people = groups.map(one => [...one.children]), first = groups[0] === list ? null : list.options[0];
    const show = () => {
      const kept = list.value;
      groups.forEach((one, n) => one.replaceChildren(...people[n].filter(option => !by.value || option.dataset.leads.split(' ').includes(by.value))));
      const shown = groups.filter(one => one.children.length);
      if (first) {
        list.replaceChildren(first, ...shown);
        list.value = [...list.options].some(one => one.value === kept) ? kept : '';
      }
      if (none) none.hidden = shown.length > 0;
    };
    by.addEventListener('change', show);
    show();
  });

  // A touch on another link loses what was typed into a long form without a draft: the browser asks first. The quick exit never asks.
  const ask = e => { if (unsent) e.preventDefault(); };
  document.addEventListener('input', e => {
    const form = e.target.closest('main form.form[method=post]');
    if (!form || unsent || !form.querySelector('textarea') || form.querySelector('[data-draft]')) return;
    unsent = form;
    addEventListener('beforeunload', ask);
  });
  document.addEventListener('submit', e => {
    if (e.target !== unsent) return;
    unsent = null;
    removeEventListener('beforeunload', ask);
  });

  document.querySelectorAll('[data-copies]').forEach(e => { e.hidden = !navigator.clipboard; }); // only where the browser lets a page copy
  document.querySelectorAll('[data-ticks]').forEach(e => { e.hidden = document.querySelectorAll(e.dataset.ticks + ' input[type=checkbox]').length < 2; });
  document.querySelectorAll('[data-scroll-end]').forEach(e => { e.scrollLeft = e.scrollWidth; }); // newest first on a phone
  // On a phone a long form shows one step at a time: the first is answered before the next is shown.
  document.addEventListener('click', e => {
    const step = e.target.closest('.csi-step--first .csi-step__bar a')?.closest('.csi-step');
    const open = step && [...step.querySelectorAll('.govuk-form-group')].find(group =>
      ![...group.querySelectorAll('input, select')].some(box => /radio|checkbox/.test(box.type) ? box.checked : box.value));
    if (!open) return;
    e.preventDefault();
    step.querySelector('.csi-step__need').hidden = false;
    open.querySelector('input, select').focus();
  });

  // A line that says nothing of its field is named after it: its label stands further down the page.
  document.querySelectorAll('.govuk-error-summary [data-unnamed]').forEach(line => {
    const name = line.hash.slice(1), group = document.getElementById(name + '-error')?.closest('.govuk-form-group');
    const label = (group?.querySelector('legend, label') ?? document.querySelector(`label[for="${CSS.escape(name)}"]`))?.textContent.trim();
    if (!label) return;
    line.textContent = /[?!.:]$/.test(label)
      ? `${label} ${line.textContent}`
      : line.dataset.unnamed.replace('{0}', () => label).replace('{1}', () => line.textContent);
  });
  // what was refused may have raised an alert: that comes first
  const summary = document.querySelector('.govuk-error-summary');
  if (summary) {
    const first = document.querySelector('.note--danger[role=alert]') ?? summary;
    first.tabIndex = -1;
    first.focus();
  }
})();
