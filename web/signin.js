// What a card's page does where there is JavaScript; without it the same pages work by typing.

// The picture on the card leads here with the numbers behind "#", which no server and no log ever sees. They are put
// into the form, and the address bar and the history forget them.
const field = document.querySelector('[data-from-fragment]');
if (field instanceof HTMLInputElement && location.hash.length > 1) {
  field.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  field.form?.requestSubmit();
}

// A pad of large digits for who types on glass, or sits at a kiosk without keys.
for (const pad of document.querySelectorAll('[data-pad]')) {
  const into = document.getElementById(pad.getAttribute('data-pad') ?? '');
  if (!(pad instanceof HTMLElement) || !(into instanceof HTMLInputElement)) continue;
  pad.hidden = false;
  pad.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const key = button?.value;
    if (key === undefined) return;
    into.value = key === 'erase' ? into.value.slice(0, -1) : (into.value + key).slice(0, into.maxLength);
  });
}
