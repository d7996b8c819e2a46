/* The review desk from the keyboard. Everything here is also a plain link, button or checkbox.
   List: J and K move, X ticks, Enter opens. One match: A approves, R rejects (or goes to the reason), N goes on. */
"use strict";

document.documentElement.classList.add("has-keyboard-help");

const rows = Array.from(document.querySelectorAll("[data-review-row]"));
const form = document.querySelector("[data-review-form]");
let current = -1;

function isTyping(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function moveTo(index) {
  current = Math.max(0, Math.min(rows.length - 1, index));
  rows[current].focus();
  rows[current].scrollIntoView({ block: "nearest" });
}

const listKeys = {
  j: () => moveTo(current + 1),
  k: () => moveTo(current - 1),
  x: () => rows[current]?.querySelector("input[type=checkbox]")?.click(),
};

const matchKeys = {
  a: () => form?.querySelector("[data-key=a]").click(),
  r: () => {
    const reason = form?.querySelector("[name=reason]");
    if (!reason) return;
    if (reason.value) form.querySelector("[data-key=r]").click();
    else reason.focus();
  },
  n: () => document.querySelector("[data-next]")?.click(),
};

/* The letter that is typed; where Hangul is switched on, the one that is printed on the key. */
function letterOf(event) {
  return (/^[a-z]$/i.test(event.key) ? event.key : event.code.replace(/^Key/, "")).toLowerCase();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "Enter" && document.activeElement === rows[current]) {
    rows[current].querySelector("h2 a").click();
    return;
  }
  if (event.repeat && !rows.length) return; // a key held down decides one page, and not the one that follows it
  const action = (rows.length ? listKeys : matchKeys)[letterOf(event)];
  if (action) {
    event.preventDefault();
    action();
  }
});
