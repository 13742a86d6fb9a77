// A choice of the rules shows at once; a near incident that is chosen fills in its id. All works without this, too.
"use strict";

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submits]");
  if (form) form.requestSubmit();
});

// What a key opens is gone on with in its first field.
document.addEventListener("click", (event) => {
  const opened = event.target.closest("summary[data-key]")?.parentElement;
  if (opened) setTimeout(() => opened.open && opened.querySelector("select, textarea, input:not([type=hidden])")?.focus());
});

document.addEventListener(
  "change",
  (event) => {
    const filled = event.target.dataset.fills && document.getElementById(event.target.dataset.fills);
    if (filled) filled.value = event.target.value;
  },
  true,
);
