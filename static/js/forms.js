// What was refused is read out first, and a second click while the first is under way does nothing.
"use strict";

const SENDING_LASTS_MS = 5000; // a download leaves the page standing: then the form may be sent again

const focusErrorSummary = (root) => {
  const summary = root.querySelector(".error-summary");
  if (summary) summary.focus();
};

focusErrorSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusErrorSummary(event.target));

// What was typed last is on its way with the form itself.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.closest("form")?.dataset.sending) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  setTimeout(() => delete form.dataset.sending, SENDING_LASTS_MS);
});
