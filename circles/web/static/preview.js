// Keep the preview up to date while somebody writes; the button beside the text does the same without scripts.

const form = document.querySelector("[data-preview]")?.form;
const shown = document.getElementById("preview");
let waiting;

async function show() {
  const data = new FormData(form);
  data.set("do", "preview");
  const response = await fetch(form.action, { method: "POST", body: data });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("preview");
  if (fresh && response.ok) shown.replaceChildren(...fresh.childNodes);
}

if (form && shown) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 400);
  });
}
