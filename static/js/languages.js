// Another language keeps what was typed: every form that was touched goes along with the choice, with its files, and
// the server puts it back where it was. Nothing of it stays in the browser.
"use strict";

(() => {
  const MOST_FORMS = 3; // as many as the server keeps
  const languages = document.querySelector("form.languages");
  if (!languages) return;

  const isTouched = (control) => {
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.type === "file") return control.files.length > 0;
    if (control.tagName === "SELECT") return [...control.options].some((option) => isChosenAnew(option));
    return "defaultValue" in control && control.type !== "hidden" && control.value !== control.defaultValue;
  };
  // A list in which nothing is chosen shows its first line.
  const isChosenAnew = (option) => {
    const list = option.closest("select");
    const hasDefault = [...list.options].some((one) => one.defaultSelected);
    const wasChosen = hasDefault || list.multiple ? option.defaultSelected : option.index === 0;
    return option.selected !== wasChosen;
  };

  const isRefused = (form) => form.querySelector(".field--error, .error-summary") !== null;
  const isWritten = (control) => control.matches("textarea, select, input:not([type=hidden])");

  const add = (name, value) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    languages.append(input);
  };
  const addFiles = (name, files) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true, name, files, hidden: true });
    languages.append(input);
    languages.enctype = "multipart/form-data";
  };
  const addForm = (form, prefix) => {
    const secrets = [...form.elements].filter((control) => control.type === "password").map((control) => control.name);
    add(prefix, form.getAttribute("action") || location.pathname);
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !secrets.includes(name)) add(`${prefix}-${name}`, value);
    }
    for (const control of form.querySelectorAll("input[type=file]")) {
      if (control.files.length) addFiles(`${prefix}-${control.name}`, control.files);
    }
  };

  languages.addEventListener("submit", () => {
    languages.querySelectorAll("[name^=typed]").forEach((input) => input.remove()); // of a choice gone back from
    const forms = [...document.querySelectorAll("main form[method=post]")];
    const touched = forms.filter((form) => isRefused(form) || [...form.elements].some(isTouched));
    // A page that answers what was sent shows it as if untouched.
    const shown = "answer" in document.body.dataset ? forms.filter((form) => [...form.elements].some(isWritten)) : [];
    const typed = touched.length ? touched : shown;
    typed.slice(0, MOST_FORMS).forEach((form, index) => addForm(form, `typed${index}`));
    const search = [...document.querySelectorAll("main form[method=get]")].find((form) =>
      [...form.elements].some(isTouched),
    );
    if (search) {
      const query = new URLSearchParams([...new FormData(search)].filter(([, value]) => value));
      languages.elements.next.value = `${new URL(search.action).pathname}?${query}`;
    }
  });
})();
