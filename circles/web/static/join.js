// The sign-up form in a browser with scripts: its time zone is preset, its clock runs, and on narrow
// screens the days of the week are folded.

const zone = document.querySelector("select[data-zone]");
const clock = document.querySelector("[data-zone-clock]");

// In the demo it is another time here than in the browser.
const ahead = clock ? Date.parse(clock.dataset.zoneClock) - Date.now() : 0;

function showClock() {
  const there = { timeZone: zone.value, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  clock.textContent = new Intl.DateTimeFormat("en-GB", there).format(Date.now() + ahead);
}

function presetZone() {
  const ours = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!ours) return;
  if (![...zone.options].some((option) => option.value === ours)) zone.add(new Option(ours, ours));
  zone.value = ours;
}

if (zone && clock) {
  if (zone.dataset.zone === "preset") presetZone();
  zone.addEventListener("change", showClock);
  showClock();
}

if (window.matchMedia("(max-width: 36rem)").matches) {
  for (const day of document.querySelectorAll(".week .day")) {
    day.open = day.querySelector("input:checked") !== null;
  }
}
