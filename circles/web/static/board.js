// Drag people between circles: while one is dragged every circle says what would become of it, and dropping
// leads to the page that shows the effect before it is kept. Keyboards and pages without scripts use "Move to".
const circles = document.getElementById("circles");
const places = document.querySelectorAll("[data-to]");
let dragged = null; // the person's line
let effects = {}; // by place: is it allowed, and in words

function tell(place) {
  const effect = effects[place.dataset.to];
  place.classList.toggle("takes", effect?.allowed === true);
  place.classList.toggle("refuses", effect?.allowed === false);
  if (!effect) return;
  const note = place.querySelector(".drop-note") ?? document.createElement("p");
  note.className = "drop-note";
  note.textContent = effect.words;
  place.prepend(note);
}

function forget() {
  dragged = null;
  effects = {};
  document.querySelectorAll(".drop-note").forEach((note) => note.remove());
  places.forEach((place) => place.classList.remove("takes", "refuses"));
}

async function begin(event) {
  const line = event.currentTarget;
  dragged = line;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", line.dataset.move);
  const asked = line.dataset.move.split("?")[1];
  const answer = await fetch(`${circles.dataset.effects}?${asked}`).catch(() => null);
  if (dragged !== line || !answer?.ok || answer.redirected) return;
  effects = await answer.json();
  if (dragged === line) places.forEach(tell);
}

function over(event) {
  const allowed = effects[event.currentTarget.dataset.to]?.allowed;
  if (dragged && allowed) event.preventDefault(); // a browser's way of saying: may be dropped here
}

function drop(event) {
  event.preventDefault();
  if (dragged) location.assign(`${dragged.dataset.move}&to=${event.currentTarget.dataset.to}`);
}

for (const line of document.querySelectorAll("[data-move]")) {
  line.draggable = true;
  line.addEventListener("dragstart", begin);
  line.addEventListener("dragend", forget);
}
for (const place of places) {
  place.addEventListener("dragover", over);
  place.addEventListener("drop", drop);
}
