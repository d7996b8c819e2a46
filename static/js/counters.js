// Texts with a limit count as one types; what is too long stays and turns red, the server says the same in words.
// A single line counts only when its end comes near; a text with a least length names it until it is reached.
"use strict";

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;
const countCharacters = (text) => (segmenter ? [...segmenter.segment(text)].length : [...text].length);

const showCount = (field, counter) => {
  const limit = Number(field.dataset.limit);
  const used = countCharacters(field.value);
  const least = Number(field.dataset.least || 0);
  counter.textContent = used < least ? `${used} / ${least}–${limit}` : `${used} / ${limit}`;
  counter.hidden = field.tagName === "INPUT" && used < limit * 0.7;
  counter.classList.toggle("counter--over", used > limit);
};

for (const field of document.querySelectorAll("[data-limit]")) {
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.id = `${field.id}_counter`;
  field.after(counter);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${counter.id}`.trim());
  field.addEventListener("input", () => showCount(field, counter));
  showCount(field, counter);
}
