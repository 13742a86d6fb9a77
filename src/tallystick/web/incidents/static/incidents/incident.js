// A choice of the rules shows at once; a near incident that is chosen fills in its id. Both work without this, too.
"use strict";

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submits]");
  if (form) form.requestSubmit();
});

document.addEventListener(
  "change",
  (event) => {
    const filled = event.target.dataset.fills && document.getElementById(event.target.dataset.fills);
    if (filled) filled.value = event.target.value;
  },
  true,
);
