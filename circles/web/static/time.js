// Say which day the slider stands on while it moves; without scripts the page says it after the jump.

const slider = document.getElementById("ahead");
const days = document.getElementById("time-days");

if (slider && days) {
  const told = new Map([...days.options].map((day) => [day.value, day.label]));
  const tell = () => {
    const day = told.get(slider.value) ?? "";
    document.getElementById("time-day").textContent = day;
    slider.setAttribute("aria-valuetext", day);
  };
  slider.addEventListener("input", tell);
  tell();
}
