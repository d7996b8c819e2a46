// Whoever comes in person is where the event is: slots that are at night at home are ticked for them, and cleared for
// those who take part online, as long as nobody has touched these boxes.
"use strict";

const nights = document.querySelectorAll("#registration-form [data-night]");
let isUntouched = true;

for (const box of nights) {
  box.addEventListener("change", () => {
    isUntouched = false;
  });
}
for (const way of document.querySelectorAll("#registration-form [name=attendance]")) {
  way.addEventListener("change", () => {
    for (const box of isUntouched ? nights : []) {
      box.checked = way.value === "on_site";
    }
  });
}
