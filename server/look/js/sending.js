// Sends a file in parts, so that a broken line costs one part and not the whole. Without this script the same form sends it at once.
(() => {
  const form = document.querySelector('form[data-send]');
  if (!form || !window.crypto?.subtle) return; // no digest outside a secure address: the plain form does it
  const PART = 512 * 1024, TRIES = 8, wait = ms => new Promise(done => setTimeout(done, ms));
  const box = form.querySelector('[data-sent]'), bar = box.querySelector('progress'), said = box.querySelector('[role=status]');
  const button = form.querySelector('button[type=submit]'), file = form.querySelector('[type=file]');
  const say = (text, share) => { box.hidden = false; bar.hidden = share === null; said.textContent = text; bar.value = share * 100; };

  const ask = async (path, method, body, headers = {}) => {
    for (let n = 1; ; n++) {
      const answer = await fetch(form.dataset.send + path, {
        method, body, headers: { Accept: 'application/json', [form.dataset.csrfHeader]: form.dataset.csrf, ...headers },
      }).catch(() => null);
      if (answer && answer.status < 500) return answer;
      if (n === TRIES) throw new Error(form.dataset.saidFailed);
      say(form.dataset.saidWaiting, bar.value / 100);
      await wait(Math.min(30000, 1000 * 2 ** n));
    }
  };
  const offsetOf = async answer => Number(answer.headers.get('Upload-Offset') ?? NaN);

  const told = async answer => {
    const problem = await answer.json().catch(() => ({}));
    (problem.errors ?? []).forEach(one => mark(one.field === 'size' ? 'file' : one.field, one.message));
    form.querySelector('[aria-invalid]')?.focus();
    return problem.errors?.[0]?.message ?? problem.title ?? form.dataset.saidFailed;
  };
  const mark = (field, text) => {
    const at = document.getElementById(field), group = at?.closest('.govuk-form-group');
    if (!group || !text) return;
    group.classList.add('govuk-form-group--error');
    const line = document.createElement('p');
    line.className = 'govuk-error-message';
    line.id = field + '-error';
    line.textContent = text;
    document.getElementById(line.id)?.remove();
    (group.querySelector('.govuk-hint') ?? group.querySelector('label, legend'))?.after(line);
    at.setAttribute('aria-invalid', 'true');
    group.closest('details')?.setAttribute('open', '');
  };

  const fields = () => Object.fromEntries(
    [...new FormData(form)].filter(([name, value]) => name !== 'file' && !name.startsWith('_') && value !== ''));

  const send = async chosen => {
    form.querySelectorAll('.govuk-form-group--error').forEach(g => g.classList.remove('govuk-form-group--error'));
    form.querySelectorAll('.govuk-error-message').forEach(m => m.remove());
    form.querySelectorAll('[aria-invalid]').forEach(f => f.removeAttribute('aria-invalid'));
    say(form.dataset.saidReading, 0);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await chosen.arrayBuffer()));
    const sha256 = [...digest].map(b => b.toString(16).padStart(2, '0')).join('');
    const body = JSON.stringify({ ...fields(), size: chosen.size, sha256 });
    const begun = await ask('', 'POST', body, { 'Content-Type': 'application/json' });
    if (!begun.ok) throw new Error(await told(begun));
    let { id, state, offset } = await begun.json();
    while (state !== 'KEPT') {
      const whole = offset >= chosen.size;
      say(whole ? form.dataset.saidLooking : form.dataset.saidSending, offset / chosen.size);
      const part = chosen.slice(offset, offset + PART);
      if (offset + part.size >= chosen.size) say(form.dataset.saidLooking, 1);
      const answer = await ask(`/${id}/upload`, 'PATCH', part, { 'Content-Type': 'application/octet-stream', 'Upload-Offset': offset });
      if (answer.status === 409) { offset = await offsetOf(answer); continue; } // the answer to a part was lost
      if (!answer.ok) throw new Error(await told(answer));
      ({ state, offset } = await answer.json());
    }
    location.assign(form.dataset.done);
  };

  form.addEventListener('submit', async e => {
    const chosen = file.files[0];
    if (!chosen) return; // the page says what is missing
    e.preventDefault();
    button.disabled = true;
    try {
      await send(chosen);
    } catch (failure) {
      say(failure.message || form.dataset.saidFailed, null);
      button.disabled = false;
      // another content under the same id would not be taken: the next try is a new one
      form.querySelector('[name=id]').value = crypto.randomUUID();
    }
  });
})();
