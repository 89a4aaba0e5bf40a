// Asks the device for a passkey. A form with data-passkey="get" or "create" names in data-question where the question of the house comes from; what the
// device answers is sent with the form. Without this script, and where the browser knows no passkeys, the note beside the form says what to do.
(() => {
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const named = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }));

  const asked = question => ({
    ...question,
    challenge: bytes(question.challenge),
    ...question.user && { user: { ...question.user, id: bytes(question.user.id) } },
    ...question.excludeCredentials && { excludeCredentials: named(question.excludeCredentials) },
    ...question.allowCredentials && { allowCredentials: named(question.allowCredentials) },
  });
  const said = key => {
    const response = { clientDataJSON: text(key.response.clientDataJSON) };
    if (key.response.attestationObject) {
      response.attestationObject = text(key.response.attestationObject);
      response.transports = key.response.getTransports?.() ?? [];
    } else {
      response.authenticatorData = text(key.response.authenticatorData);
      response.signature = text(key.response.signature);
      if (key.response.userHandle) response.userHandle = text(key.response.userHandle);
    }
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
  };

  document.querySelectorAll('[data-passkeys]').forEach(part => {
    const some = part.querySelector('[data-passkey-some]'), none = part.querySelector('[data-passkey-none]');
    const known = window.isSecureContext && window.PublicKeyCredential && navigator.credentials
      && part.dataset.passkeys === location.hostname;
    if (some) some.hidden = !known;
    if (none) none.hidden = Boolean(known);
  });

  document.addEventListener('submit', async e => {
    const form = e.target.closest('form[data-passkey]');
    if (!form || form.elements.passkey.value) return;
    e.preventDefault();
    const button = form.querySelector('[type=submit]'), note = form.querySelector('[data-passkey-said]');
    const way = form.dataset.passkey, say = what => { note.textContent = what; note.hidden = false; };
    button.disabled = true;
    note.hidden = true;
    try {
      const answer = await fetch(form.dataset.question, {
        method: 'POST', body: new URLSearchParams({ _csrf: form.elements._csrf.value }), headers: { Accept: 'application/json' }, redirect: 'manual',
      });
      if (!answer.ok) { say(note.dataset.late); return; }
      const publicKey = asked(await answer.json());
      form.elements.passkey.value = said(await navigator.credentials[way]({ publicKey }));
      form.submit();
    } catch (wrong) {
      say(wrong.name === 'InvalidStateError' ? note.dataset.there : wrong.name === 'TypeError' ? note.dataset.late : note.dataset.stopped);
    } finally {
      button.disabled = false;
    }
  });
})();
