// Keeps what is typed, some seconds after each change and when the page is left. Without this script the button does it.
// Nothing stays in the browser: the words are on the server, sealed.
(() => {
  const AFTER = 5000, AT_LEAST = 20000;
  document.querySelectorAll('[data-draft]').forEach(button => {
    const form = button.form, said = form.querySelector('[data-draft-said]');
    let timer = 0, first = 0, running = null;

    const words = () => {
      const data = new FormData(form);
      [...data.entries()].forEach(([name, value]) => { if (value instanceof File) data.delete(name); });
      return new URLSearchParams(data);
    };
    const stop = () => { clearTimeout(timer); timer = first = 0; };
    const keep = async () => {
      stop();
      running = new AbortController();
      const answer = await fetch(button.formAction, {
        method: 'POST', body: words(), redirect: 'manual', headers: { 'X-Draft': 'kept' }, signal: running.signal,
      }).catch(() => null);
      if (running?.signal.aborted) return;
      running = null;
      if (answer?.ok) document.dispatchEvent(new Event('akoma:active'));
      said.textContent = answer?.ok ? await answer.text()
        : answer?.type === 'opaqueredirect' || answer?.status === 401 ? button.dataset.lost : button.dataset.failed;
      said.classList.toggle('draft__lost', !answer?.ok);
    };
    const changed = () => {
      const now = Date.now();
      first ||= now;
      clearTimeout(timer);
      timer = setTimeout(keep, Math.max(0, Math.min(AFTER, first + AT_LEAST - now)));
    };
    form.addEventListener('input', changed);
    form.addEventListener('change', changed);
    form.addEventListener('submit', () => { stop(); running?.abort(); });
    addEventListener('pagehide', () => {
      if (timer) navigator.sendBeacon(button.formAction, words());
      stop();
    });
    document.addEventListener('visibilitychange', () => { if (document.hidden && timer) keep(); });
    // what was refused is typed and stored nowhere yet
    if (button.dataset.refused) changed();
  });
})();
