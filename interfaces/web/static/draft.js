// Keeps what is typed into a form on this device until the service has it, so that a poor
// line loses nothing. Files are not kept. Without JavaScript the form works as it is.
"use strict";

// What the service has is no draft any more: first of all, or it would be written again.
for (const done of document.querySelectorAll("[data-draft-done]")) {
  try { localStorage.removeItem("draft " + done.dataset.draftDone); } catch { /* nothing was kept */ }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = "draft " + form.dataset.draft;
  const skip = new Set(["idempotency_key", "version"]);

  const fields = () => [...form.elements].filter((one) => one.name && !skip.has(one.name) && one.type !== "file");

  const keep = () => {
    const kept = fields().map((one) =>
      [one.name, one.value, one.type === "checkbox" || one.type === "radio" ? one.checked : null]);
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch { /* no room: as without JavaScript */ }
  };

  const restore = () => {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key)); } catch { return; }
    for (const [name, value, checked] of kept ?? []) {
      for (const one of fields().filter((field) => field.name === name)) {
        if (checked === null) one.value = value;
        else if (one.value === value) one.checked = checked;
      }
    }
    const told = form.querySelector("[data-draft-told]");
    if (kept && told) told.hidden = false;
  };

  // What the service has drawn again with an error is newer than what is kept.
  if (!document.querySelector(".errors")) restore();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
}
