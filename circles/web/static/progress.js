// Ask every second how far the work is; when it is over, load the page again: it leads on to the result.
const bar = document.getElementById("progress");
const words = document.getElementById("progress-words");

async function look() {
  const answer = await fetch(bar.dataset.progress, { cache: "no-store" }).catch(() => null);
  if (answer?.redirected) return location.reload();
  const work = answer?.ok ? await answer.json() : null;
  if (work && !work.open) return location.reload();
  if (work?.total) {
    bar.max = work.total;
    bar.value = work.done;
    words.textContent = `${work.done} of ${work.total} steps done.`;
  }
  setTimeout(look, 1000);
}

setTimeout(look, 500);
